package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WSC-4.7-1, WSC-4.7-4: what the TCK wants refused, and more; each breaks one rule. */
class RefusedMessageMethodTest {

    record Word(String text) {}

    static class Words implements Decoder.Text<Word> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Word decode(String text) {
            return new Word(text);
        }
    }

    public static class BufferAndInt {
        @OnMessage
        void taken(ByteBuffer message, int last) {}
    }

    public static class StreamAndBoolean {
        @OnMessage
        void taken(InputStream message, boolean last) {}
    }

    public static class ReaderAndBoolean {
        @OnMessage
        void taken(Reader message, boolean last) {}
    }

    public static class PongAndBoolean {
        @OnMessage
        void taken(PongMessage message, boolean last) {}
    }

    public static class StringAndInt {
        @OnMessage
        void taken(String message, int last) {}
    }

    public static class IntAndBoolean {
        @OnMessage
        void taken(int message, boolean last) {}
    }

    public static class TwoBooleans {
        @OnMessage
        void taken(boolean message, boolean last) {}
    }

    public static class DecodedAndBoolean {
        @OnMessage
        void taken(Word message, boolean last) {}
    }

    public static class PartAndTwoBooleans {
        @OnMessage
        void taken(String message, boolean last, boolean more) {}
    }

    public static class TwoStrings {
        @OnMessage
        void taken(String one, String two) {}
    }

    public static class TwoSessions {
        @OnMessage
        void taken(String message, Session one, Session two) {}
    }

    public static class NoDecoder {
        @OnMessage
        void taken(BigDecimal message) {}
    }

    public static class Objects {
        @OnMessage
        void taken(Number message) {}
    }

    public static class ReturnsUnencoded {
        @OnMessage
        Word taken(String message) {
            return new Word(message);
        }
    }

    public static class WholeAndParts {
        @OnMessage
        void whole(String message) {}

        @OnMessage
        void parts(String part, boolean last) {}
    }

    public static class StreamAndBytes {
        @OnMessage
        void stream(InputStream message) {}

        @OnMessage
        void bytes(byte[] message) {}
    }

    public static class DecodedAndRaw {
        @OnMessage
        void decoded(Word message) {}

        @OnMessage
        void raw(Reader message) {}
    }

    public static class ScalarAndRaw {
        @OnMessage
        void number(int message) {}

        @OnMessage
        void raw(String message) {}
    }

    private static List<String> problems(String type) throws ClassNotFoundException {
        Class<?> endpoint = Class.forName(RefusedMessageMethodTest.class.getName() + "$" + type);
        EndpointIntrospector.Introspection found =
                EndpointIntrospector.introspect(
                        ServerEndpointConfig.Builder.create(endpoint, "/")
                                .decoders(List.of(Words.class))
                                .build());
        assertThat(found.descriptor()).isEmpty();
        return found.problems();
    }

    @ParameterizedTest
    @CsvSource({
        "BufferAndInt, takes java.nio.ByteBuffer and int",
        "StreamAndBoolean, takes java.io.InputStream and boolean",
        "ReaderAndBoolean, takes java.io.Reader and boolean",
        "PongAndBoolean, takes jakarta.websocket.PongMessage and boolean",
        "StringAndInt, takes java.lang.String and int",
        "IntAndBoolean, takes int and boolean",
        "TwoBooleans, takes boolean and boolean",
        "DecodedAndBoolean, Word and boolean",
        "PartAndTwoBooleans, takes java.lang.String and boolean and boolean",
        "TwoStrings, takes java.lang.String and java.lang.String",
        "TwoSessions, takes the session twice",
        "NoDecoder, no decoder of the endpoint makes it",
        "Objects, no decoder of the endpoint makes it",
        "ReturnsUnencoded, for which the endpoint names no encoder"
    })
    void the_one_problem_names_the_method_and_the_rule(String type, String rule) throws Exception {
        assertThat(problems(type))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains(type + ".taken ", rule));
    }

    @ParameterizedTest
    @CsvSource({
        "WholeAndParts, text",
        "StreamAndBytes, binary",
        "DecodedAndRaw, text",
        "ScalarAndRaw, text"
    })
    void two_methods_of_a_kind_are_refused(String type, String kind) throws Exception {
        assertThat(problems(type))
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem)
                                        .contains(type + " has 2 @OnMessage methods for " + kind));
    }

    @ServerEndpoint(value = "/", decoders = Unusable.class)
    public static class WithUnusableDecoder {
        @OnMessage
        void text(String message) {}
    }

    abstract static class Unusable implements Decoder.Text<Word> {}

    @Test
    void what_is_wrong_with_a_decoder_is_told_with_the_endpoint() {
        assertThat(EndpointIntrospector.introspect(WithUnusableDecoder.class).problems())
                .singleElement()
                .asString()
                .startsWith(WithUnusableDecoder.class.getName() + " ")
                .contains(Unusable.class.getName() + " is abstract");
    }

    public static class Empty {}

    @Test
    void an_endpoint_need_take_no_messages() {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Empty.class, "/").build();
        assertThat(EndpointIntrospector.introspect(config).problems()).isEmpty();
    }
}
