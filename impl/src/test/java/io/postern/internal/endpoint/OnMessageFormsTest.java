package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** J-57, J-58, J-60, J-61: the forms of {@code @OnMessage} beside String, byte[] and pong. */
class OnMessageFormsTest {

    record Word(String text) {}

    static class Words implements Decoder.Text<Word> {
        @Override
        public boolean willDecode(String text) {
            return !text.equals("unwilling");
        }

        @Override
        public Word decode(String text) throws DecodeException {
            if (text.equals("bad")) {
                throw new DecodeException(text, "no word");
            }
            return text.equals("null") ? null : new Word(text);
        }
    }

    static class SaidWords implements Encoder.Text<Word> {
        @Override
        public String encode(Word word) {
            return word.text();
        }
    }

    @ServerEndpoint("/")
    public static class Streams extends Recorder {
        @OnMessage
        void text(Reader message) throws IOException {
            char[] chars = new char[10];
            saw(new String(chars, 0, message.read(chars)));
        }

        @OnMessage
        void binary(Session session, InputStream message) throws IOException {
            saw(new String(message.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @ServerEndpoint("/{flag}")
    public static class LastBehind extends Recorder {
        @OnMessage
        void text(String part, boolean last) {
            saw(part, last);
        }

        @OnMessage
        void binary(@PathParam("flag") boolean flag, byte[] part, Session session, Boolean last) {
            saw(part.length, last, flag);
        }
    }

    @ServerEndpoint("/{flag}")
    public static class LastInFront extends Recorder {
        @OnMessage
        void text(Boolean last, @PathParam("flag") boolean flag, String part) {
            saw(part, last);
        }

        @OnMessage
        void binary(boolean last, ByteBuffer part, @PathParam("flag") Boolean flag) {
            saw(part.remaining(), last, flag);
        }
    }

    @ServerEndpoint(value = "/", decoders = Words.class, encoders = SaidWords.class)
    public static class Decoded extends Recorder {
        @OnMessage
        Word text(Word word) {
            saw(word);
            return word;
        }

        @OnError
        void error(Throwable fault) {
            saw(fault);
        }
    }

    @ServerEndpoint("/")
    public static class OfInt extends Recorder {
        @OnMessage
        void text(int message) {
            saw(message);
        }
    }

    @ServerEndpoint("/")
    public static class OfLong extends Recorder {
        @OnMessage
        void text(Long message) {
            saw(message);
        }
    }

    @ServerEndpoint("/")
    public static class OfBoolean extends Recorder {
        @OnMessage
        void text(boolean message) {
            saw(message);
        }
    }

    @ServerEndpoint("/")
    public static class OfCharacter extends Recorder {
        @OnMessage
        void text(Character message) {
            saw(message);
        }
    }

    private static Message.Binary part(String bytes, boolean last) {
        return new Message.Binary(StandardCharsets.US_ASCII.encode(bytes), last);
    }

    @Test
    void a_message_may_be_read_as_a_stream() {
        Streams endpoint = new Streams();
        Connection.to(endpoint).open().text("grüße").binary("abc");
        assertThat(endpoint.calls).containsExactly("grüße", "abc");
    }

    static Stream<Recorder> inParts() {
        return Stream.of(new LastBehind(), new LastInFront());
    }

    @ParameterizedTest
    @MethodSource("inParts")
    void parts_come_with_their_boolean_wherever_it_stands(Recorder endpoint) {
        Connection.to(endpoint, Map.of("flag", "true"))
                .open()
                .part(new Message.Text("a", false))
                .part(new Message.Text("", true))
                .part(part("abc", false))
                .part(part("d", true));
        assertThat(endpoint.calls)
                .containsExactly(
                        List.of("a", false),
                        List.of("", true),
                        List.of(3, false, true),
                        List.of(1, true, true));
    }

    static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of(new OfInt(), "-7", -7),
                Arguments.of(new OfLong(), "7", 7L),
                Arguments.of(new OfBoolean(), "True", true),
                Arguments.of(new OfCharacter(), "x", 'x'));
    }

    /** WSC-4.7-2. */
    @ParameterizedTest
    @MethodSource("scalars")
    void a_message_becomes_a_primitive_or_its_box(Recorder endpoint, String text, Object value) {
        Connection.to(endpoint).open().text(text);
        assertThat(endpoint.calls).containsExactly(value);
    }

    /** WSC-4.1.3-1, WSC-4.1.2-1. */
    @Test
    void a_message_becomes_an_object_and_an_object_a_reply() {
        MadeComponents components = new MadeComponents();
        Connection connection = Connection.toNew(Decoded.class, components).open().text("hello");
        assertThat(components.only(Decoded.class).calls).containsExactly(new Word("hello"));
        assertThat(connection.replies).containsExactly(new Word("hello"));
    }

    /** J-72, WSC-2.2.4-1. */
    @Test
    void what_cannot_be_decoded_goes_to_on_error_and_the_connection_goes_on() {
        MadeComponents components = new MadeComponents();
        Connection.toNew(Decoded.class, components)
                .open()
                .text("bad")
                .text("unwilling")
                .text("null")
                .text("good");
        List<Object> calls = components.only(Decoded.class).calls;
        assertThat(calls.get(0))
                .isInstanceOf(DecodeException.class)
                .hasToString("jakarta.websocket.DecodeException: no word");
        assertThat(calls.get(1))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.getText()).isEqualTo("unwilling"));
        assertThat(calls.get(2)).isNull();
        assertThat(calls.get(3)).isEqualTo(new Word("good"));
    }

    /** WSC-3-1, J-70. */
    @Test
    void the_decoder_goes_with_the_connection() {
        MadeComponents components = new MadeComponents();
        Connection.toNew(Decoded.class, components).open().text("a").text("b").close();
        assertThat(components.made).hasSize(2);
        assertThat(components.released).containsExactlyInAnyOrderElementsOf(components.made);
    }
}
