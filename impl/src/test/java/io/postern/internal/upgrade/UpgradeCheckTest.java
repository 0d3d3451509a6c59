package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PeerIdentity;
import io.postern.RefusalReason;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.IdentityConfig;
import io.postern.internal.config.MissingOrigin;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.identity.NamedCheck;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import io.postern.upgrade.AllowedOrigins;
import io.postern.upgrade.ForEndpoints;
import io.postern.upgrade.ResponseCookie;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may enter, as checks and roles decide. */
@Timeout(30)
class UpgradeCheckTest {

    private static final EntryRules RULES =
            EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT);
    private static final String REQUEST = Requests.wire("/chat/a?q=1", "Cookie: a=1; b=2");

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    /** The workers' tasks: they run when the test lets them. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final List<UpgradeRequest> seen = new ArrayList<>();

    @ServerEndpoint("/chat/{room}")
    @RolesAllowed("editor")
    public static class Editors {}

    @ServerEndpoint("/chat/{room}")
    @DenyAll
    public static class Shut {}

    @ServerEndpoint("/chat/{room}")
    @AllowedOrigins("https://app.example")
    public static class OfApp {}

    @ForEndpoints(Editors.class)
    static final class EditorsOnly implements UpgradeCheck {
        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            return UpgradeVerdict.refuse(418, "for editors");
        }
    }

    private NamedCheck check(String name, UpgradeCheck check) {
        return new NamedCheck(
                name,
                java.util.Optional.empty(),
                request -> {
                    seen.add(request);
                    return check.check(request);
                });
    }

    private static UpgradeCheck says(UpgradeVerdict verdict) {
        return request -> verdict;
    }

    private UpgradeChannel channel(Class<?> endpoint, EntryRules rules, NamedCheck... checks) {
        return new UpgradeChannel(Endpoints.deployed(endpoint), tasks::add, rules, checks);
    }

    private UpgradeDecision decide(UpgradeChannel upgrade, String request) {
        try (upgrade) {
            upgrade.receive(request);
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                next.run();
            }
            upgrade.channel.runPendingTasks();
            return upgrade.decisions.get(0);
        }
    }

    private UpgradeDecision decide(Class<?> endpoint, NamedCheck... checks) {
        return decide(channel(endpoint, RULES, checks), REQUEST);
    }

    private Refuse refuse(Class<?> endpoint, NamedCheck... checks) {
        return (Refuse) decide(endpoint, checks);
    }

    private static UpgradeVerdict.Permit as(String name, String... roles) {
        return UpgradeVerdict.permit().as(PeerIdentity.of(name, Set.of(roles)));
    }

    @Test
    void a_check_sees_the_request() {
        assertThat(decide(Endpoints.Room.class, check("one", says(UpgradeVerdict.permit()))))
                .isInstanceOf(Accept.class);
        UpgradeRequest request = seen.get(0);
        assertThat(request.listener()).isEqualTo("default");
        assertThat(request.endpoint()).isEqualTo(Endpoints.Room.class);
        assertThat(request.path()).isEqualTo("/chat/a");
        assertThat(request.pathParameters()).containsEntry("room", "a");
        assertThat(request.parameter("q")).contains("1");
        assertThat(request.header("upgrade")).contains("websocket");
        assertThat(request.cookies()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(request.origin()).isEmpty();
        assertThat(request.identity()).isEmpty();
        assertThat(request).hasToString("UpgradeRequest[/chat/a]");
    }

    @Test
    void without_checks_and_roles_nobody_is_asked() {
        assertThat(decide(Endpoints.Room.class)).isInstanceOf(Accept.class);
    }

    @Test
    void who_is_not_known_is_asked_to_say_who_it_is() {
        Refuse refusal = refuse(Editors.class);
        assertThat(refusal.status().code()).isEqualTo(401);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.UNAUTHENTICATED);
    }

    @Test
    void who_has_not_the_role_is_turned_away() {
        Refuse refusal = refuse(Editors.class, check("one", says(as("bob", "reader"))));
        assertThat(refusal.status().code()).isEqualTo(403);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.FORBIDDEN);
        assertThat(refusal.finding().principal()).contains("bob");
        assertThat(refuse(Shut.class, check("one", says(as("bob", "editor")))).reason())
                .isEqualTo(RefusalReason.FORBIDDEN);
    }

    @Test
    void who_has_the_role_enters_under_its_name() {
        Instant end = Instant.now().plus(1, ChronoUnit.HOURS);
        Accept accept =
                (Accept)
                        decide(
                                Editors.class,
                                check(
                                        "tickets",
                                        says(
                                                UpgradeVerdict.permit()
                                                        .as(
                                                                PeerIdentity.of(
                                                                                "bob",
                                                                                Set.of("editor"))
                                                                        .until(end)))));
        assertThat(accept.handshake().identity().peer())
                .hasValueSatisfying(
                        peer -> {
                            assertThat(peer.principal()).hasToString("bob");
                            assertThat(peer.expiry()).contains(end);
                        });
        assertThat(accept.identifiedBy()).contains("tickets");
    }

    @Test
    void an_identity_that_has_ended_is_none() {
        UpgradeVerdict ended =
                UpgradeVerdict.permit()
                        .as(PeerIdentity.of("bob", Set.of("editor")).until(Instant.now()));
        assertThat(refuse(Editors.class, check("one", says(ended))).reason())
                .isEqualTo(RefusalReason.UNAUTHENTICATED);
    }

    @Test
    void further_roles_do_not_make_an_identity_last_longer() {
        Instant end = Instant.now().plus(1, ChronoUnit.HOURS);
        Accept accept =
                (Accept)
                        decide(
                                Editors.class,
                                check(
                                        "one",
                                        says(
                                                UpgradeVerdict.permit()
                                                        .as(
                                                                PeerIdentity.of("bob", Set.of())
                                                                        .until(end)))),
                                check("two", says(as("bob", "editor"))));
        assertThat(accept.handshake().identity().expiry())
                .hasValueSatisfying(expiry -> assertThat(expiry.at()).isEqualTo(end));
    }

    @ForEndpoints(Object.class)
    static final class AnyEndpoint implements UpgradeCheck {
        @Override
        public UpgradeVerdict check(UpgradeRequest request) {
            return UpgradeVerdict.refuse(418, "for all");
        }
    }

    @Test
    void a_check_for_a_superclass_is_asked_about_its_subclasses() {
        NamedCheck any = NamedCheck.of(AnyEndpoint.class, new AnyEndpoint());
        assertThat(refuse(Editors.class, any).status().code()).isEqualTo(418);
    }

    @Test
    void a_later_check_sees_what_an_earlier_one_gave() {
        decide(
                Editors.class,
                check("one", says(as("bob", "editor"))),
                check("two", says(UpgradeVerdict.permit())));
        assertThat(seen.get(1).identity())
                .hasValueSatisfying(peer -> assertThat(peer.roles()).containsExactly("editor"));
    }

    @Test
    void the_first_that_refuses_decides() {
        Refuse refusal =
                refuse(
                        Endpoints.Room.class,
                        check("one", says(UpgradeVerdict.permit())),
                        check(
                                "two",
                                says(
                                        UpgradeVerdict.refuse(302, "not today")
                                                .header("Location", "https://a.example/"))),
                        check("three", says(UpgradeVerdict.permit())));
        assertThat(seen).hasSize(2);
        assertThat(refusal.status().code()).isEqualTo(302);
        assertThat(refusal.headers()).containsEntry("Location", List.of("https://a.example/"));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.REFUSED_BY_CHECK);
        assertThat(refusal.body()).doesNotContain("today");
        assertThat(refusal.finding().detail()).isEqualTo("not today");
        assertThat(refusal.finding().check()).contains("two");
    }

    @Test
    void headers_and_cookies_of_checks_are_in_the_response() {
        UpgradeChannel upgrade =
                channel(
                        Endpoints.Room.class,
                        RULES,
                        check(
                                "one",
                                says(
                                        UpgradeVerdict.permit()
                                                .header("X-Room", "a")
                                                .cookie(ResponseCookie.of("session", "s3cret")))));
        upgrade.receive(REQUEST);
        tasks.remove().run();
        upgrade.channel.runPendingTasks();
        try (upgrade) {
            assertThat(upgrade.sent())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("x-room: a")
                    .containsIgnoringCase("set-cookie: session=s3cret; Path=/; Secure; HTTPOnly;")
                    .contains("SameSite=Strict");
        }
    }

    @Test
    void what_a_check_must_not_answer_is_a_fault_of_the_server() {
        for (UpgradeCheck wrong :
                List.<UpgradeCheck>of(
                        says(UpgradeVerdict.permit().header("Sec-WebSocket-Protocol", "a")),
                        says(UpgradeVerdict.permit().header("X-A", "a\r\nX-B: b")),
                        says(UpgradeVerdict.refuse(403, "no").header("a b", "c")),
                        says(UpgradeVerdict.permit().cookie(ResponseCookie.of("a", "b;c"))),
                        request -> {
                            throw new IllegalStateException("broken");
                        },
                        request -> {
                            throw new StackOverflowError();
                        },
                        request -> null,
                        request ->
                                UpgradeVerdict.later(
                                        CompletableFuture.failedFuture(
                                                new IllegalStateException("broken"))))) {
            Refuse refusal = refuse(Endpoints.Room.class, check("wrong", wrong));
            assertThat(refusal.status().code()).isEqualTo(500);
            assertThat(refusal.reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
            assertThat(refusal.finding().check()).contains("wrong");
        }
        assertThat(log.lines()).hasSize(8).allMatch(line -> line.contains("wrong"));
    }

    @Test
    void a_verdict_may_come_later_and_is_taken_on_a_worker() {
        CompletableFuture<UpgradeVerdict> later = new CompletableFuture<>();
        try (UpgradeChannel upgrade =
                channel(
                        Editors.class,
                        RULES,
                        check("later", says(UpgradeVerdict.later(later))),
                        check("next", says(UpgradeVerdict.permit())))) {
            upgrade.receive(REQUEST);
            tasks.remove().run();
            upgrade.channel.runPendingTasks();
            assertThat(upgrade.decisions).isEmpty();
            later.complete(as("bob", "editor"));
            assertThat(seen).hasSize(1);
            tasks.remove().run();
            upgrade.channel.runPendingTasks();
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
        }
    }

    @Test
    void nobody_is_asked_about_a_client_that_has_left() {
        CompletableFuture<UpgradeVerdict> later = new CompletableFuture<>();
        UpgradeChannel upgrade =
                channel(
                        Endpoints.Room.class,
                        RULES,
                        check("later", says(UpgradeVerdict.later(later))),
                        check("next", says(UpgradeVerdict.permit())));
        UpgradeChannel early = channel(Endpoints.Room.class, RULES, check("never", says(null)));
        upgrade.receive(REQUEST);
        tasks.remove().run();
        upgrade.close();
        early.receive(REQUEST);
        early.close();
        later.complete(UpgradeVerdict.permit());
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_check_for_some_endpoints_is_not_asked_about_others() {
        NamedCheck only = NamedCheck.of(EditorsOnly.class, new EditorsOnly());
        assertThat(decide(Endpoints.Room.class, only)).isInstanceOf(Accept.class);
        assertThat(refuse(Editors.class, only).status().code()).isEqualTo(418);
    }

    @Test
    void an_endpoint_has_origins_of_its_own() {
        Stream.of("https://localhost", "https://app.example.evil", "https://evil-app.example")
                .forEach(origin -> assertThat(fromOrigin(origin)).isInstanceOf(Refuse.class));
        assertThat(fromOrigin("https://app.example")).isInstanceOf(Accept.class);
        assertThat(fromOrigin("HTTPS://APP.EXAMPLE:443")).isInstanceOf(Accept.class);
    }

    private UpgradeDecision fromOrigin(String origin) {
        return decide(channel(OfApp.class, RULES), Requests.wire("/chat/a", "Origin: " + origin));
    }

    private static EntryRules rules(MissingOrigin missing, String... hosts) {
        return new EntryRules(
                OriginRules.of("same-host"),
                missing,
                Set.of(hosts),
                SocketConfig.NO_LIMIT,
                IdentityConfig.BY_CERTIFICATE);
    }

    @Test
    void a_client_without_origin_can_be_asked_who_it_is() {
        EntryRules rules = rules(MissingOrigin.IDENTIFIED);
        assertThat(((Refuse) decide(channel(Endpoints.Room.class, rules), REQUEST)).reason())
                .isEqualTo(RefusalReason.UNAUTHENTICATED);
        assertThat(
                        decide(
                                channel(Endpoints.Room.class, rules, check("one", says(as("bob")))),
                                REQUEST))
                .isInstanceOf(Accept.class);
        assertThat(
                        decide(
                                channel(Endpoints.Room.class, rules),
                                Requests.wire("/chat/a", "Origin: https://localhost")))
                .isInstanceOf(Accept.class);
    }

    @Test
    void a_client_without_origin_can_be_refused() {
        Refuse refusal =
                (Refuse)
                        decide(channel(Endpoints.Room.class, rules(MissingOrigin.REFUSE)), REQUEST);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.ORIGIN_REFUSED);
    }

    @Test
    void only_these_hosts_may_be_named() {
        EntryRules rules = rules(MissingOrigin.ALLOW, "door.example");
        Refuse refusal = (Refuse) decide(channel(Endpoints.Room.class, rules), REQUEST);
        assertThat(refusal.status().code()).isEqualTo(421);
        String named = REQUEST.replace("Host: localhost:8444", "Host: DOOR.example:8444");
        assertThat(decide(channel(Endpoints.Room.class, rules), named)).isInstanceOf(Accept.class);
    }
}
