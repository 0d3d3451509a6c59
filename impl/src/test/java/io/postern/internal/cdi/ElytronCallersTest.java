package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Connection;
import io.postern.PeerIdentity;
import io.postern.internal.endpoint.Identity;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.SecurityIdentity;

/** An application with a security domain, as WildFly gives it one. */
class ElytronCallersTest {

    private static final Identity ANN = Identity.NONE.as(ann("user"), Clock.systemUTC());

    private final SecurityDomain domain =
            SecurityDomain.builder()
                    .setPermissionMapper((principal, roles) -> permission -> true)
                    .build();

    @TempDir Path directory;

    /** Whom the server's security takes for the caller. */
    private static String caller() {
        SecurityIdentity identity = SecurityDomain.getCurrent().getCurrentSecurityIdentity();
        Set<String> roles = new TreeSet<>();
        identity.getRoles("ejb", true).forEach(roles::add);
        return identity.getPrincipal().getName() + " " + roles;
    }

    private static PeerIdentity ann(String... roles) {
        return new PeerIdentity(() -> "ann", Set.of(roles), Optional.empty());
    }

    @ServerEndpoint("/who/{client}")
    @ApplicationScoped
    public static class Who {

        @OnMessage
        public String message(String text, Session session) {
            if (text.equals("become admin")) {
                Connection.of(session).identify(ann("admin"));
                return "done";
            }
            return caller();
        }
    }

    @ApplicationScoped
    static class ByPath implements UpgradeCheck {

        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            return request.path().endsWith("/ann")
                    ? UpgradeVerdict.permit().as(ann("user"))
                    : UpgradeVerdict.permit();
        }
    }

    @BeforeEach
    void associate() {
        domain.registerWithClassLoader(Thread.currentThread().getContextClassLoader());
    }

    @AfterEach
    void dissociate() {
        SecurityDomain.unregisterClassLoader(Thread.currentThread().getContextClassLoader());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"managed", "event-loop"})
    void callbacks_run_as_their_client(String dispatch) throws Exception {
        try (SeApplication application = start(dispatch)) {
            assertThat(application.connect("/who/ann").ask("?")).isEqualTo("ann [user]");
            assertThat(application.connect("/who/nobody").ask("?")).isEqualTo("anonymous []");
        }
    }

    @Test
    void a_client_that_becomes_another_is_the_other_for_the_server_too() throws Exception {
        try (SeApplication application = start("managed")) {
            SeApplication.Client client = application.connect("/who/ann");
            assertThat(client.ask("?")).isEqualTo("ann [user]");
            assertThat(client.ask("become admin")).isEqualTo("done");
            assertThat(client.ask("?")).isEqualTo("ann [admin]");
        }
    }

    @Test
    void nothing_is_left_on_a_thread() {
        Callers callers = Callers.capture();
        List<String> seen = new ArrayList<>();
        callers.of(ANN).accept(() -> seen.add(caller()));
        seen.add(caller());
        assertThat(seen).containsExactly("ann [user]", "anonymous []");
    }

    @Test
    void nobody_is_nobody_on_a_thread_that_was_somebody_s() {
        Callers callers = Callers.capture();
        List<String> seen = new ArrayList<>();
        callers.of(ANN).accept(() -> callers.of(Identity.NONE).accept(() -> seen.add(caller())));
        assertThat(seen).containsExactly("anonymous []");
    }

    private SeApplication start(String dispatch) throws Exception {
        return SeApplication.start(
                directory, Map.of("wss.dispatch", dispatch), Who.class, ByPath.class);
    }
}
