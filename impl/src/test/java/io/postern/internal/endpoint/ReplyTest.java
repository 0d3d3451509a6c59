package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyTest {

    private static final byte[] BYTES = {1, 2};
    private static final ByteBuffer BUFFER = ByteBuffer.allocate(1);

    @ServerEndpoint("/")
    public static class Text {
        @OnMessage
        String answer(String message) {
            return message.isEmpty() ? null : "re: " + message;
        }
    }

    @ServerEndpoint("/")
    public static class Bytes {
        @OnMessage
        byte[] answer(String message) {
            return BYTES;
        }
    }

    @ServerEndpoint("/")
    public static class Buffer {
        @OnMessage
        ByteBuffer answer(String message) {
            return BUFFER;
        }
    }

    @ServerEndpoint("/")
    public static class Primitive {
        @OnMessage
        long answer(String message) {
            return 42;
        }
    }

    @ServerEndpoint("/")
    public static class Box {
        @OnMessage
        Boolean answer(String message) {
            return true;
        }
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(new Text(), "re: hello"),
                Arguments.of(new Bytes(), BYTES),
                Arguments.of(new Buffer(), BUFFER),
                Arguments.of(new Primitive(), 42L),
                Arguments.of(new Box(), true));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void what_the_method_returns_is_sent(Object endpoint, Object reply) {
        assertThat(Connection.to(endpoint).open().text("hello").replies).containsExactly(reply);
    }

    @ServerEndpoint("/")
    public static class Void0 {
        @OnMessage
        void primitive(String message) {}

        @OnMessage
        Void boxed(byte[] message) {
            return null;
        }
    }

    @Test
    void void_and_null_send_nothing() {
        assertThat(Connection.to(new Void0()).open().text("a").binary("b").replies).isEmpty();
        assertThat(Connection.to(new Text()).open().text("").replies).isEmpty();
    }

    @Test
    void replies_keep_the_order_of_the_messages() {
        assertThat(Connection.to(new Text()).open().text("1").text("2").replies)
                .isEqualTo(List.of("re: 1", "re: 2"));
    }
}
