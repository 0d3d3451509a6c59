package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PeerIdentity;
import io.postern.internal.endpoint.AccessRule.Access;
import io.postern.upgrade.AllowedOrigins;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** For whom an endpoint says that it is. */
class AccessRuleTest {

    private static final Identity NOBODY = Identity.NONE;
    private static final Identity VISITOR = known(Set.of());
    private static final Identity EDITOR = known(Set.of("editor"));

    private static Identity known(Set<String> roles) {
        return Identity.NONE.as(PeerIdentity.of("alice", roles), Clock.systemUTC());
    }

    @ServerEndpoint("/a")
    public static class Silent {}

    @ServerEndpoint("/a")
    @PermitAll
    public static class Open {}

    @ServerEndpoint("/a")
    @DenyAll
    public static class Shut {}

    @ServerEndpoint("/a")
    @RolesAllowed({"editor", "admin"})
    public static class Editors {}

    @ServerEndpoint("/a")
    @RolesAllowed("**")
    public static class Known {}

    @ServerEndpoint("/a")
    @RolesAllowed("**")
    public static class EditorsOpen {
        @OnOpen
        @RolesAllowed("editor")
        public void open() {}
    }

    private static List<Access> access(Class<?> type) {
        EntryPolicy policy =
                EndpointIntrospector.introspect(type).descriptor().orElseThrow().entry();
        return List.of(policy.test(NOBODY), policy.test(VISITOR), policy.test(EDITOR));
    }

    @Test
    void without_a_word_everyone_may_enter() {
        assertThat(access(Silent.class)).containsOnly(Access.ALLOWED);
        assertThat(access(Open.class)).containsOnly(Access.ALLOWED);
    }

    @Test
    void what_is_denied_to_all_nobody_enters() {
        assertThat(access(Shut.class)).containsOnly(Access.FORBIDDEN);
    }

    @Test
    void a_role_is_asked_of_those_who_are_known() {
        assertThat(access(Editors.class))
                .containsExactly(Access.UNKNOWN_CLIENT, Access.FORBIDDEN, Access.ALLOWED);
    }

    @Test
    void two_asterisks_are_everyone_who_is_known() {
        assertThat(access(Known.class))
                .containsExactly(Access.UNKNOWN_CLIENT, Access.ALLOWED, Access.ALLOWED);
    }

    @Test
    void class_and_opening_both_have_to_let_in() {
        assertThat(access(EditorsOpen.class))
                .containsExactly(Access.UNKNOWN_CLIENT, Access.FORBIDDEN, Access.ALLOWED);
    }

    @ServerEndpoint("/a")
    @DenyAll
    @RolesAllowed(" ")
    @AllowedOrigins("https://*.example.com")
    public static class Wrong {
        @OnClose
        @PermitAll
        public void close() {}

        @OnError
        @RolesAllowed("editor")
        public void error(Throwable failure) {}

        @OnMessage
        @RolesAllowed({})
        public void message(String text) {}
    }

    @Test
    void what_makes_no_sense_is_said_at_deployment() {
        assertThat(EndpointIntrospector.introspect(Wrong.class).problems())
                .anySatisfy(p -> assertThat(p).contains("Wrong has more than one of"))
                .anySatisfy(p -> assertThat(p).contains("Wrong.close").contains("@OnClose cannot"))
                .anySatisfy(p -> assertThat(p).contains("Wrong.error").contains("@OnError cannot"))
                .anySatisfy(p -> assertThat(p).contains("Wrong.message").contains("without a role"))
                .anySatisfy(p -> assertThat(p).contains("@AllowedOrigins that cannot be used"));
    }

    @ServerEndpoint("/a")
    public static class Guarded extends Recorder {
        @OnMessage
        @RolesAllowed("editor")
        public void message(String text) {
            saw("message " + text);
        }
    }

    @ServerEndpoint("/a")
    public static class Listening extends Guarded {
        @OnError
        public void error(Throwable failure) {
            saw(failure instanceof SecurityException ? "denied" : "failed");
        }
    }

    @Test
    void a_message_that_is_not_for_the_client_closes_the_session() {
        Guarded guarded = new Guarded();
        Connection connection = Connection.to(guarded).open().text("hello").text("again");
        assertThat(guarded.calls).isEmpty();
        assertThat(connection.refused)
                .singleElement()
                .satisfies(reason -> assertThat(reason.getCloseCode().getCode()).isEqualTo(1008));
    }

    @Test
    void an_endpoint_that_hears_of_errors_decides_itself() {
        Listening listening = new Listening();
        Connection connection = Connection.to(listening).open().text("hello").text("again");
        assertThat(listening.calls).containsExactly("denied", "denied");
        assertThat(connection.refused).isEmpty();
    }

    @Test
    void the_identity_counts_that_the_client_has_when_the_message_comes() {
        Listening listening = new Listening();
        Connection connection = Connection.to(listening).open().text("one");
        connection.client = EDITOR;
        connection.text("two");
        assertThat(listening.calls).containsExactly("denied", "message two");
    }

    @DenyAll
    public abstract static class ShutBase {
        @OnMessage
        public void message(String text) {}
    }

    @ServerEndpoint("/a")
    public static class Inheriting extends ShutBase {}

    @ServerEndpoint("/a")
    @PermitAll
    public static class Reopened extends ShutBase {}

    public static class Programmatic extends jakarta.websocket.Endpoint {
        @Override
        @RolesAllowed("editor")
        public void onOpen(
                jakarta.websocket.Session session, jakarta.websocket.EndpointConfig config) {}
    }

    @Test
    void what_a_superclass_says_holds_for_a_class_that_says_nothing() {
        assertThat(access(Inheriting.class)).containsOnly(Access.FORBIDDEN);
        assertThat(access(Reopened.class)).containsOnly(Access.ALLOWED);
    }

    @Test
    void the_opening_of_a_programmatic_endpoint_counts() {
        EntryPolicy policy =
                EndpointIntrospector.introspect(
                                jakarta.websocket.server.ServerEndpointConfig.Builder.create(
                                                Programmatic.class, "/a")
                                        .build())
                        .descriptor()
                        .orElseThrow()
                        .entry();
        assertThat(policy.test(NOBODY)).isEqualTo(Access.UNKNOWN_CLIENT);
        assertThat(policy.test(EDITOR)).isEqualTo(Access.ALLOWED);
    }

    public static class Number implements jakarta.websocket.Decoder.Text<Integer> {
        static int decoded;

        @Override
        public Integer decode(String text) {
            decoded++;
            return 1;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    @ServerEndpoint(value = "/a", decoders = Number.class)
    public static class Decoding {
        @OnMessage
        @RolesAllowed("editor")
        public void message(Integer number) {}
    }

    @Test
    void decoders_see_nothing_of_whom_the_method_is_not_for() {
        Number.decoded = 0;
        Connection connection = Connection.to(new Decoding()).open().text("1");
        assertThat(connection.refused).hasSize(1);
        assertThat(Number.decoded).isZero();
    }
}
