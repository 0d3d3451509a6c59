package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnMessageSignatureTest {

    @ServerEndpoint("/{room}")
    public static class TextAndBytes extends Recorder {
        @OnMessage
        void text(Session session, @PathParam("room") String room, String message) {
            saw(session, room, message);
        }

        @OnMessage
        void binary(byte[] message, Session session) {
            saw(new String(message, StandardCharsets.US_ASCII), session);
        }

        @OnMessage
        void pong(PongMessage pong) {
            saw(pong);
        }
    }

    @ServerEndpoint("/{room}")
    public static class Buffers extends Recorder {
        @OnMessage
        void binary(@PathParam("room") char room, ByteBuffer message) {
            saw(room, message);
        }
    }

    @ServerEndpoint("/{room}")
    public static class PathParameterOfTheMessagesType extends Recorder {
        @OnMessage
        void text(@PathParam("room") String room, String message) {
            saw(room, message);
        }
    }

    @Test
    void text_comes_as_a_string() {
        TextAndBytes endpoint = new TextAndBytes();
        Connection connection =
                Connection.to(endpoint, Map.of("room", "blue")).open().text("hello");
        assertThat(endpoint.calls).containsExactly(List.of(connection.session, "blue", "hello"));
    }

    @Test
    void binary_comes_as_an_array() {
        TextAndBytes endpoint = new TextAndBytes();
        Connection connection = Connection.to(endpoint).open().binary("abc");
        assertThat(endpoint.calls).containsExactly(List.of("abc", connection.session));
    }

    @Test
    void binary_comes_as_a_buffer() {
        Buffers endpoint = new Buffers();
        Connection.to(endpoint, Map.of("room", "x")).open().binary("abc");
        assertThat(endpoint.calls)
                .containsExactly(List.of('x', StandardCharsets.US_ASCII.encode("abc")));
    }

    @Test
    void a_pong_comes_as_a_pong() {
        TextAndBytes endpoint = new TextAndBytes();
        PongMessage pong = () -> ByteBuffer.allocate(3);
        Connection.to(endpoint).open().pong(pong);
        assertThat(endpoint.calls).containsExactly(pong);
    }

    @Test
    void a_path_parameter_is_not_taken_for_the_message() {
        PathParameterOfTheMessagesType endpoint = new PathParameterOfTheMessagesType();
        Connection.to(endpoint, Map.of("room", "blue")).open().text("hello");
        assertThat(endpoint.calls).containsExactly(List.of("blue", "hello"));
    }

    @Test
    void a_kind_without_a_method_is_handled_at_once_and_seen_by_nobody() {
        Buffers endpoint = new Buffers();
        Connection connection = Connection.to(endpoint).open().pong(() -> ByteBuffer.allocate(0));
        assertThat(connection.handled).isOne();
        assertThat(endpoint.calls).isEmpty();
    }
}
