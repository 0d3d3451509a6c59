package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.postern.ListenerStatistics;
import io.postern.RefusalReason;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Crowds that are up to no good: each is bounded, counted, and gone. */
@Timeout(300)
@ParameterizedClass
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
class NegotiationFloodTest {

    /** {@code -Dstress.clients=5000} for the full size; each takes two file descriptors. */
    private static final int CLIENTS = Integer.getInteger("stress.clients", 200);

    private static final int PERMITS = 2;
    private static final int PLACES = 8;

    /** So far above the capacity that most are turned away. */
    private static final int FLOODERS = 32;

    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final UnaryOperator<ListenerConfig> ANY_NUMBER =
            With.connections(SocketConfig.NO_LIMIT, SocketConfig.NO_LIMIT);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Parameter TlsProvider engine;

    private volatile boolean over;

    private interface Attack {
        void on(TestListener listener) throws Exception;
    }

    private void run(UnaryOperator<ListenerConfig> change, Attack attack) throws Exception {
        try (TestListener listener =
                TestListener.open(
                        engine, c -> change.apply(ANY_NUMBER.apply(c)), EchoEndpoint.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            attack.on(listener);
            quiescence.awaitRestored();
            Counted.from(listener).awaitNothingLeft();
            RawClient.upgraded(listener, "/echo/a").close();
        }
    }

    @AfterEach
    void end_the_threads() throws InterruptedException {
        over = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hellos_that_announce_16_mib_get_no_memory_for_it() throws Exception {
        byte[] announced = HexFormat.of().parseHex("160301000401ffffff");
        run(
                With.permits(16, CLIENTS, Overflow.REFUSE_NEWEST),
                listener -> {
                    Counted counted = Counted.from(listener);
                    long before = PlatformDependent.usedDirectMemory();
                    List<PlainClient> crowd = crowd(listener, announced);
                    for (PlainClient client : crowd) {
                        client.awaitClosed();
                    }
                    long taken = PlatformDependent.usedDirectMemory() - before;
                    assertThat(taken).isLessThan(16L << 20);
                    close(crowd);
                    counted.awaitNothingLeft();
                    assertThat(counted.refusals())
                            .isEqualTo(Map.of(RefusalReason.TLS_FAILED, (long) CLIENTS));
                });
    }

    @Test
    void those_who_say_nothing_are_cut_at_the_deadline_and_others_served_meanwhile()
            throws Exception {
        run(
                timeout(SHORT),
                listener -> {
                    Counted counted = Counted.from(listener);
                    List<PlainClient> crowd = crowd(listener);
                    RawClient.upgraded(listener, "/echo/a").close();
                    for (PlainClient client : crowd) {
                        client.awaitClosed();
                    }
                    close(crowd);
                    counted.awaitNothingLeft();
                    assertThat(counted.refusals())
                            .isEqualTo(Map.of(RefusalReason.TIMED_OUT_IN_TLS, (long) CLIENTS));
                });
    }

    @Test
    void those_who_send_complete_hellos_and_read_nothing_are_cut_at_the_deadline()
            throws Exception {
        run(
                timeout(SHORT),
                listener -> {
                    List<PlainClient> crowd = crowd(listener, ClientHello.of(listener.clientTls()));
                    // Neither their reading nor their leaving helps the listener.
                    Counted.from(listener).awaitNothingLeft();
                    close(crowd);
                });
    }

    @Test
    void a_flood_of_complete_hellos_stays_within_permits_and_places_and_lets_others_in()
            throws Exception {
        run(
                With.permits(PERMITS, PLACES, Overflow.DROP_OLDEST),
                listener -> {
                    byte[] hello = ClientHello.of(listener.clientTls());
                    for (int i = 0; i < FLOODERS; i++) {
                        threads.execute(() -> flood(listener, hello));
                    }
                    await().until(() -> listener.refused(RefusalReason.QUEUE_FULL) > FLOODERS);
                    await().atMost(Duration.ofSeconds(30)).until(() -> isServed(listener));
                    over = true;
                });
    }

    /** Whether one honest attempt succeeds; looks at the gauges before and after. */
    private static boolean isServed(TestListener listener) {
        assertWithinBounds(listener.statistics());
        try {
            RawClient.upgraded(listener, "/echo/a").close();
            return true;
        } catch (IOException turnedAway) {
            return false;
        } finally {
            assertWithinBounds(listener.statistics());
        }
    }

    private static void assertWithinBounds(ListenerStatistics now) {
        assertThat(now.negotiating()).isBetween(0, PERMITS);
        assertThat(now.waiting()).isBetween(0, PLACES);
    }

    private void flood(TestListener listener, byte[] hello) {
        while (!over) {
            try (PlainClient client = PlainClient.connect(listener)) {
                client.send(hello).readOne();
                client.reset();
            } catch (IOException turnedAway) {
                // That is what the flood is for.
            }
        }
    }

    @Test
    void those_who_leave_at_random_points_give_everything_back() throws Exception {
        run(
                With.permits(PERMITS, PLACES, Overflow.DROP_OLDEST),
                listener -> {
                    byte[] hello = ClientHello.of(listener.clientTls());
                    long accepted = listener.statistics().accepted();
                    SplittableRandom random = new SplittableRandom(36);
                    List<PlainClient> crowd = new ArrayList<>();
                    for (int i = 0; i < CLIENTS; i++) {
                        crowd.add(PlainClient.connect(listener));
                        say(crowd.get(i), hello, random.nextInt(hello.length + 1));
                        leave(crowd.get(random.nextInt(crowd.size())), random.nextInt(3));
                    }
                    for (PlainClient client : crowd) {
                        leave(client, random.nextInt(2));
                    }
                    await().until(() -> listener.statistics().accepted() - accepted == CLIENTS);
                    Counted.from(listener).awaitNothingLeft();
                });
    }

    private static void say(PlainClient client, byte[] hello, int bytes) {
        try {
            client.send(java.util.Arrays.copyOf(hello, bytes));
        } catch (IOException turnedAway) {
            // Then it has nobody to say it to.
        }
    }

    /** By a FIN, a reset, or a FIN and a reset; may be called again. */
    private static void leave(PlainClient client, int how) throws IOException {
        try {
            if (how == 0) {
                client.close();
            } else if (how == 1) {
                client.reset();
            } else {
                client.endOutput().reset();
            }
        } catch (IOException gone) {
            client.close();
        }
    }

    @Test
    void a_fin_and_then_a_reset_end_a_connection_in_whatever_step() throws Exception {
        run(
                With.permits(PERMITS, CLIENTS, Overflow.DROP_OLDEST),
                listener -> {
                    Counted counted = Counted.from(listener);
                    List<PlainClient> crowd = crowd(listener, PlainClient.HALF_A_HELLO);
                    for (PlainClient client : crowd) {
                        client.endOutput();
                    }
                    for (PlainClient client : crowd) {
                        client.reset();
                    }
                    counted.awaitNothingLeft();
                    assertThat(counted.refusals())
                            .isEqualTo(Map.of(RefusalReason.PEER_LEFT, (long) CLIENTS));
                });
    }

    private static List<PlainClient> crowd(TestListener listener, byte... first)
            throws IOException {
        List<PlainClient> crowd = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            crowd.add(PlainClient.connect(listener).send(first));
        }
        return crowd;
    }

    private static void close(List<PlainClient> crowd) throws IOException {
        for (PlainClient client : crowd) {
            client.close();
        }
    }

    private static UnaryOperator<ListenerConfig> timeout(Duration timeout) {
        return With.negotiation(new NegotiationConfig(16, 128, timeout, Overflow.DROP_OLDEST));
    }
}
