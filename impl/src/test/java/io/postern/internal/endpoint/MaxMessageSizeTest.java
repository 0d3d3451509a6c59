package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.InputStream;
import java.io.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WSC-4.7.1-1, D-14, J-63: what {@code @OnMessage(maxMessageSize)} means for the session. */
class MaxMessageSizeTest {

    private static final long SESSION_LIMIT = 100;

    @ServerEndpoint("/")
    public static class Unlimited {
        @OnMessage
        void text(String message) {}

        @OnMessage(maxMessageSize = -1)
        void binary(byte[] message) {}
    }

    @ServerEndpoint("/")
    public static class Smaller {
        @OnMessage(maxMessageSize = 10)
        void text(String message) {}

        @OnMessage(maxMessageSize = 0)
        void binary(byte[] message) {}
    }

    @ServerEndpoint("/")
    public static class Larger {
        @OnMessage(maxMessageSize = 1000)
        void text(int message) {}

        @OnMessage(maxMessageSize = Integer.MAX_VALUE)
        void binary(byte[] message) {}
    }

    @ServerEndpoint("/")
    public static class SmallerStreams {
        @OnMessage(maxMessageSize = 10)
        void text(Reader message) {}

        @OnMessage(maxMessageSize = 10)
        void binary(InputStream message) {}
    }

    @ServerEndpoint("/")
    public static class LargerStreams {
        @OnMessage(maxMessageSize = 1000)
        void text(Reader message) {}

        @OnMessage(maxMessageSize = 1000)
        void binary(InputStream message) {}
    }

    @ServerEndpoint("/")
    public static class TooLarge {
        @OnMessage(maxMessageSize = 1L + Integer.MAX_VALUE)
        void text(String message) {}
    }

    @ParameterizedTest
    @CsvSource({
        "Unlimited, 100, 100",
        "Smaller, 10, 0",
        "Larger, 1000, 2147483647",
        "SmallerStreams, 100, 100",
        "LargerStreams, 1000, 1000"
    })
    void the_methods_limit_goes_before_the_sessions_but_never_lowers_that_of_a_stream(
            String type, long text, long binary) throws Exception {
        Object endpoint =
                Class.forName(MaxMessageSizeTest.class.getName() + "$" + type)
                        .getConstructor()
                        .newInstance();
        MessageHandlers handlers = Connection.to(endpoint).open().handlers;
        assertThat(handlers.maxMessageSize(MessageKind.TEXT, SESSION_LIMIT)).isEqualTo(text);
        assertThat(handlers.maxMessageSize(MessageKind.BINARY, SESSION_LIMIT)).isEqualTo(binary);
        assertThat(handlers.maxMessageSize(MessageKind.PONG, SESSION_LIMIT))
                .isEqualTo(SESSION_LIMIT);
    }

    /** Refused since 2.2; 2.1 says nothing, and nothing of that size ever arrives. */
    @Test
    void above_the_largest_array_it_is_refused_where_the_api_says_so() {
        EndpointIntrospector.Introspection found = EndpointIntrospector.introspect(TooLarge.class);
        if (WebSocketApi.CURRENT.atLeast22()) {
            assertThat(found.problems())
                    .singleElement()
                    .asString()
                    .contains("TooLarge.text has maxMessageSize=2147483648; no Java virtual");
        } else {
            assertThat(found.problems()).isEmpty();
            MessageHandlers handlers = Connection.to(new TooLarge()).open().handlers;
            assertThat(handlers.maxMessageSize(MessageKind.TEXT, SESSION_LIMIT))
                    .isEqualTo(2_147_483_648L);
        }
    }
}
