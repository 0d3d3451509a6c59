package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.Connection;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketSessionTest {

    @ServerEndpoint("/chat/{room}")
    public static class Quiet extends Noting {}

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Sessions sessions =
            new Sessions(
                    "default",
                    TestConfigs.idle(Duration.ofSeconds(7)),
                    Containers.of(TestConfigs.idle(Duration.ofSeconds(7))),
                    Runnable::run,
                    CallbackContext.PLAIN);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private Session open(EmbeddedChannel on) {
        Quiet endpoint = new Quiet();
        DeployedEndpoint deployed = Conversation.deployed(endpoint);
        Handshake.Target target =
                new Handshake.Target(
                        URI.create("wss://example.org/chat/b%20c?token=secret"),
                        Map.of("token", List.of("secret")),
                        Map.of("room", "b c"));
        Handshake.Agreement agreement = new Handshake.Agreement("v2", List.of(), Optional.empty());
        sessions.start(
                on,
                deployed,
                new Handshake(target, agreement, deployed.config(), Identity.NONE),
                () -> {});
        return endpoint.session;
    }

    @Test
    void it_tells_what_the_handshake_said() {
        Session session = open(channel);
        assertThat(session.getRequestURI())
                .isEqualTo(URI.create("wss://example.org/chat/b%20c?token=secret"));
        assertThat(session.getQueryString()).isEqualTo("token=secret");
        assertThat(session.getRequestParameterMap()).isEqualTo(Map.of("token", List.of("secret")));
        assertThat(session.getPathParameters()).isEqualTo(Map.of("room", "b c"));
        assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v2");
        assertThat(session.getProtocolVersion()).isEqualTo("13");
        assertThat(session.isSecure()).isTrue();
        assertThat(session.getUserPrincipal()).isNull();
    }

    @Test
    void it_is_its_connection_and_a_session_of_others_is_none() {
        Instant before = Instant.now();
        Session session = open(channel);
        Connection connection = Connection.of(session);
        assertThat(connection.id()).isEqualTo(session.getId());
        assertThat(connection.opened()).isBetween(before, Instant.now());
        assertThat(connection.roundTrip()).isEmpty();
        Session foreign =
                (Session)
                        Proxy.newProxyInstance(
                                Session.class.getClassLoader(),
                                new Class<?>[] {Session.class},
                                (proxy, method, arguments) -> "a foreign session");
        assertThatThrownBy(() -> Connection.of(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a foreign session is not a session of a Postern listener");
    }

    @Test
    void its_text_form_shows_no_query_for_that_may_bear_a_secret() {
        assertThat(open(channel).toString()).contains("/chat/b%20c").doesNotContain("secret");
    }

    @Test
    void each_has_an_id_and_properties_of_its_own() {
        EmbeddedChannel other = new EmbeddedChannel();
        Session one = open(channel);
        Session two = open(other);
        one.getUserProperties().put("user", "ann");
        assertThat(two.getUserProperties()).isEmpty();
        assertThat(one.getId()).isNotEqualTo(two.getId());
        other.finishAndReleaseAll();
    }

    @Test
    void what_the_container_is_told_holds_for_sessions_from_then_on() {
        EmbeddedChannel other = new EmbeddedChannel();
        Session before = open(channel);
        WebSocketContainer container = before.getContainer();
        assertThat(before.getMaxIdleTimeout()).isEqualTo(7_000);
        container.setDefaultMaxSessionIdleTimeout(9);
        container.setDefaultMaxTextMessageBufferSize(10);
        container.setDefaultMaxBinaryMessageBufferSize(11);
        container.setAsyncSendTimeout(12);
        Session after = open(other);
        assertThat(after.getMaxIdleTimeout()).isEqualTo(9);
        assertThat(after.getMaxTextMessageBufferSize()).isEqualTo(10);
        assertThat(after.getMaxBinaryMessageBufferSize()).isEqualTo(11);
        assertThat(after.getAsyncRemote().getSendTimeout()).isEqualTo(12);
        assertThat(before.getMaxTextMessageBufferSize()).isEqualTo(65_536);
        other.finishAndReleaseAll();
    }

    @Test
    void what_this_version_lacks_is_said_so() {
        Session session = open(channel);
        assertThatThrownBy(
                        () ->
                                session.getContainer()
                                        .connectToServer(Quiet.class, URI.create("ws://x")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no client connections");
    }

    /** J-3. */
    @Test
    void its_properties_may_be_changed_by_several_threads() throws Exception {
        Map<String, Object> properties = open(channel).getUserProperties();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "writer " + writer + " ";
                writers.add(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                properties.put(name + i, i);
                            }
                            return null;
                        });
            }
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(properties).hasSize(40_000);
    }
}
