package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Connection;
import io.postern.PeerIdentity;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two threads that say at once who a client is. */
class IdentityRaceTest {

    private static final int ROUNDS = 40;

    @ServerEndpoint("/identity")
    public static class Known extends Served.Endpoint {}

    @RegisterExtension static final Served SERVED = Served.by(Known.class);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_client_becomes_one_of_two_and_stays_it() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (RawClient client = SERVED.connect(TlsProvider.JDK, "/identity")) {
                Known endpoint = SERVED.endpoint(Known.class);
                PeerIdentity ann = PeerIdentity.of("ann", Set.of("a"));
                PeerIdentity bob = PeerIdentity.of("bob", Set.of("b"));
                boolean first = race(endpoint, ann, bob);
                assertThat(Connection.of(endpoint.session).identity()).contains(first ? ann : bob);
                assertThat(endpoint.session.getUserPrincipal())
                        .extracting(Principal::getName)
                        .isEqualTo(first ? "ann" : "bob");
                client.reset();
                endpoint.closedWith();
            }
        }
    }

    @Test
    void a_session_ends_with_the_identity_that_came_last() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (RawClient client = SERVED.connect(TlsProvider.JDK, "/identity")) {
                Known endpoint = SERVED.endpoint(Known.class);
                PeerIdentity lasting = PeerIdentity.of("ann", Set.of("lasting"));
                PeerIdentity over = lasting.until(Instant.now().minusSeconds(1));
                identify(endpoint, lasting);
                Future<Boolean> one = threads.submit(() -> identify(endpoint, over));
                identify(endpoint, lasting);
                assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
                if (Connection.of(endpoint.session).identity().orElseThrow().equals(over)) {
                    assertThat(client.readClose().closeCode()).isEqualTo(1008);
                }
                client.reset();
                endpoint.closedWith();
            }
        }
    }

    /** Whether the first won; one of them must. */
    private boolean race(Known endpoint, PeerIdentity first, PeerIdentity second) throws Exception {
        Future<Boolean> one = threads.submit(() -> identifyAtOnce(endpoint, first));
        Future<Boolean> two = threads.submit(() -> identifyAtOnce(endpoint, second));
        boolean won = one.get(10, TimeUnit.SECONDS);
        assertThat(two.get(10, TimeUnit.SECONDS)).isNotEqualTo(won);
        return won;
    }

    private boolean identifyAtOnce(Known endpoint, PeerIdentity identity)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        return identify(endpoint, identity);
    }

    private static boolean identify(Known endpoint, PeerIdentity identity) {
        try {
            Connection.of(endpoint.session).identify(identity);
            return true;
        } catch (IllegalArgumentException another) {
            return false;
        }
    }
}
