package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.Connection;
import io.postern.ConnectionAdmitted;
import io.postern.ConnectionRefused;
import io.postern.IdentityLapsing;
import io.postern.PeerIdentity;
import io.postern.RefusalReason;
import io.postern.upgrade.ForEndpoints;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks, roles and identities of an application over TLS. */
@Timeout(60)
class UpgradeCheckBeansTest {

    @TempDir Path directory;

    @ServerEndpoint("/talk/{name}")
    @Dependent
    @RolesAllowed("editor")
    public static class Talk {

        @Inject Log log;

        @PostConstruct
        void made() {
            log.add();
        }

        @OnMessage
        public String message(String text, Session session) {
            switch (text) {
                case "revoke" -> Connection.of(session).revoke("go away");
                case "renew" -> Connection.of(session).identify(PeerIdentity.of("ann", EDITOR));
                case "demote" -> Connection.of(session).identify(PeerIdentity.of("ann", Set.of()));
                default -> {}
            }
            return session.getUserPrincipal().getName();
        }
    }

    private static final Set<String> EDITOR = Set.of("editor");

    /** Notes what it is told. */
    @ApplicationScoped
    public static class Log {

        final AtomicInteger made = new AtomicInteger();
        final List<Object> events = new CopyOnWriteArrayList<>();

        void admitted(@Observes ConnectionAdmitted event) {
            events.add(event);
        }

        void refused(@Observes ConnectionRefused event) {
            events.add(event);
        }

        void lapsing(@Observes IdentityLapsing event) {
            events.add(event);
        }

        List<Object> events() {
            return events;
        }

        void add() {
            made.incrementAndGet();
        }

        int made() {
            return made.get();
        }
    }

    /** Believes the path. */
    @ApplicationScoped
    @Priority(1)
    public static class ByName implements UpgradeCheck {
        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            String name = request.pathParameters().get("name");
            PeerIdentity known = PeerIdentity.of(name, name.equals("ann") ? EDITOR : Set.of());
            return UpgradeVerdict.permit()
                    .as(
                            request.parameter("ms")
                                    .map(Long::valueOf)
                                    .map(ms -> known.until(Instant.now().plusMillis(ms)))
                                    .orElse(known));
        }
    }

    /** Comes behind. */
    @ApplicationScoped
    public static class NotMallory implements UpgradeCheck {
        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            String name = request.identity().orElseThrow().principal().getName();
            return name.equals("mallory")
                    ? UpgradeVerdict.refuse(403, "mallory\nis not welcome")
                    : UpgradeVerdict.permit();
        }
    }

    @ApplicationScoped
    @ForEndpoints(String.class)
    public static class Misplaced implements UpgradeCheck {
        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            return UpgradeVerdict.permit();
        }
    }

    private SeApplication start(Map<String, String> properties) throws Exception {
        return SeApplication.start(
                directory, properties, Talk.class, Log.class, ByName.class, NotMallory.class);
    }

    private static Log log(SeApplication application) {
        return application.container().select(Log.class).get();
    }

    @Test
    void who_may_not_enter_gets_no_101_and_no_instance() throws Exception {
        try (SeApplication application = start(Map.of())) {
            assertThat(application.status("/talk/bob")).isEqualTo(403);
            assertThat(application.status("/talk/mallory")).isEqualTo(403);
            Log log = log(application);
            assertThat(log.made()).isZero();
            await().untilAsserted(() -> assertThat(log.events()).hasSize(2));
            ConnectionRefused byRole = (ConnectionRefused) log.events().get(0);
            assertThat(byRole.reason()).isEqualTo(RefusalReason.FORBIDDEN);
            assertThat(byRole.principal()).contains("bob");
            ConnectionRefused byCheck = (ConnectionRefused) log.events().get(1);
            assertThat(byCheck.reason()).isEqualTo(RefusalReason.REFUSED_BY_CHECK);
            assertThat(byCheck.validator()).contains(NotMallory.class.getName());
            assertThat(byCheck.detail()).isEqualTo("mallory\\u000ais not welcome");
            assertThat(application.connect("/talk/ann").ask("hello")).isEqualTo("ann");
            assertThat(log.made()).isOne();
            await().untilAsserted(() -> assertThat(log.events()).hasSize(3));
            ConnectionAdmitted admitted = (ConnectionAdmitted) log.events().get(2);
            assertThat(admitted.endpoint()).isEqualTo(Talk.class);
            assertThat(admitted.principal()).contains("ann");
            assertThat(admitted.roles()).containsExactly("editor");
            assertThat(admitted.identifiedBy()).contains(ByName.class.getName());
        }
    }

    @Test
    void a_file_gives_further_roles() throws Exception {
        Path roles = Files.writeString(directory.resolve("roles"), "bob = editor\n");
        try (SeApplication application = start(Map.of("wss.roles.file", roles.toString()))) {
            assertThat(application.connect("/talk/bob").ask("hello")).isEqualTo("bob");
            assertThat(application.status("/talk/eve")).isEqualTo(403);
        }
    }

    @Test
    void a_session_ends_with_the_identity_of_its_client() throws Exception {
        try (SeApplication application = start(Map.of())) {
            assertThat(application.connect("/talk/ann?ms=300").next()).isEqualTo("closed 1008");
            for (String order : List.of("revoke", "demote")) {
                SeApplication.Client client = application.connect("/talk/ann");
                // Its answer may come before.
                String answer = client.ask(order);
                assertThat(answer.equals("ann") ? client.next() : answer).isEqualTo("closed 1008");
            }
        }
    }

    @Test
    void in_its_grace_an_identity_can_be_renewed() throws Exception {
        try (SeApplication application = start(Map.of("wss.identity.grace", "30s"))) {
            SeApplication.Client client = application.connect("/talk/ann?ms=100");
            await().untilAsserted(
                            () ->
                                    assertThat(log(application).events())
                                            .hasAtLeastOneElementOfType(IdentityLapsing.class));
            assertThat(client.ask("renew")).isEqualTo("ann");
            assertThat(client.ask("hello")).isEqualTo("ann");
        }
        try (SeApplication application = start(Map.of("wss.identity.grace", "200ms"))) {
            assertThat(application.connect("/talk/ann?ms=100").next()).isEqualTo("closed 1008");
        }
    }

    @Test
    void what_cannot_be_used_fails_the_deployment() throws Exception {
        assertThatThrownBy(
                        () ->
                                SeApplication.start(
                                        directory,
                                        Map.of(),
                                        Talk.class,
                                        Log.class,
                                        Misplaced.class))
                .hasMessageContaining("@ForEndpoints(java.lang.String.class)");
        Path roles = Files.writeString(directory.resolve("roles"), "bob\n");
        assertThatThrownBy(() -> start(Map.of("wss.roles.file", roles.toString())))
                .hasMessageContaining("line 1");
    }

    @Test
    void what_identifies_clients_is_checked_with_all_else() throws Exception {
        Path roles = Files.writeString(directory.resolve("roles"), "bob\n");
        assertThatThrownBy(
                        () ->
                                start(
                                        Map.of(
                                                "wss.roles.file",
                                                roles.toString(),
                                                "wss.max-sesions",
                                                "1")))
                .hasMessageContaining("problems found: 2")
                .hasMessageContaining("listener 'default': " + roles + ", line 1")
                .hasMessageContaining("wss.max-sesions");
    }
}
