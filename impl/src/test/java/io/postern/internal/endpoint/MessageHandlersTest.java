package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.endpoint.WordCodecs.BinaryWords;
import io.postern.internal.endpoint.WordCodecs.TextWords;
import io.postern.internal.endpoint.WordCodecs.Word;
import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes the messages of a session. */
class MessageHandlersTest {

    static class Texts extends Recorder implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String message) {
            saw(message);
        }
    }

    static class Buffers implements MessageHandler.Whole<ByteBuffer> {
        @Override
        public void onMessage(ByteBuffer message) {}
    }

    static class Pongs implements MessageHandler.Whole<PongMessage> {
        @Override
        public void onMessage(PongMessage message) {}
    }

    static class TextParts extends Recorder implements MessageHandler.Partial<String> {
        @Override
        public void onMessage(String part, boolean last) {
            saw(part, last);
        }
    }

    static class ReaderParts implements MessageHandler.Partial<Reader> {
        @Override
        public void onMessage(Reader part, boolean last) {}
    }

    static class Words extends Recorder implements MessageHandler.Whole<Word> {
        @Override
        public void onMessage(Word word) {
            saw(word);
        }
    }

    /** Text whole, binary in parts. */
    static class WholeAndParts extends Recorder
            implements MessageHandler.Whole<String>, MessageHandler.Partial<byte[]> {
        @Override
        public void onMessage(String message) {
            saw(message);
        }

        @Override
        public void onMessage(byte[] part, boolean last) {
            saw(part.length, last);
        }
    }

    /** The part type is one that no part can have. */
    static class WholeAndWrongParts
            implements MessageHandler.Whole<String>, MessageHandler.Partial<InputStream> {
        @Override
        public void onMessage(String message) {}

        @Override
        public void onMessage(InputStream part, boolean last) {}
    }

    @ServerEndpoint("/")
    public static class WithTextMethod {
        @OnMessage
        void text(String message) {}
    }

    private final MessageHandlers handlers = handlers(List.of());

    private static MessageHandlers handlers(List<Class<? extends Decoder>> decoders) {
        Codecs codecs = Codecs.read(List.of(), decoders, problem -> {});
        return new MessageHandlers(
                codecs,
                new ConnectedCodecs(
                        codecs,
                        new MadeComponents(),
                        ServerEndpointConfig.Builder.create(CodecsTest.class, "/").build()));
    }

    private static void give(MessageHandlers to, Message message) throws Throwable {
        to.of(message.kind()).orElseThrow().receive(message);
    }

    private static Message.Binary binary(String text, boolean last) {
        return new Message.Binary(StandardCharsets.US_ASCII.encode(text), last);
    }

    /** WSC-2.1.3-1. */
    @Test
    void there_may_be_one_for_each_kind() {
        MessageHandler text = new Texts();
        MessageHandler binary = new Buffers();
        MessageHandler pong = new Pongs();
        List.of(text, binary, pong).forEach(handlers::add);
        assertThat(handlers.all()).containsExactlyInAnyOrder(text, binary, pong);
    }

    /** WSC-2.1.3-2, J-5, J-6, J-7. */
    @Test
    void a_second_for_a_kind_is_refused_however_it_is_added() {
        MessageHandler first = new Texts();
        handlers.add(first);
        List<Runnable> seconds =
                List.of(
                        () -> handlers.add(new Texts()),
                        () -> handlers.add(first),
                        () -> handlers.add(new TextParts()),
                        () -> handlers.add(Reader.class, message(), false),
                        () -> handlers.add(String.class, part(), true));
        for (Runnable second : seconds) {
            assertThatThrownBy(second::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the session has a handler for text messages; remove it first");
        }
        assertThat(handlers.all()).containsExactly(first);
    }

    private static MessageHandler.Whole<Object> message() {
        return message -> {};
    }

    private static MessageHandler.Partial<Object> part() {
        return (part, last) -> {};
    }

    /** J-9. */
    @Test
    void once_removed_another_may_follow() throws Throwable {
        Texts first = new Texts();
        TextParts second = new TextParts();
        handlers.add(first);
        handlers.remove(second);
        assertThat(handlers.all()).containsExactly(first);
        handlers.remove(first);
        assertThat(handlers.all()).isEmpty();
        assertThat(handlers.of(MessageKind.TEXT)).isEmpty();
        handlers.add(second);
        give(handlers, new Message.Text("part", false));
        assertThat(first.calls).isEmpty();
        assertThat(second.calls).containsExactly(List.of("part", false));
    }

    /** J-8. */
    @Test
    void the_set_is_a_copy_that_cannot_be_changed() {
        MessageHandler text = new Texts();
        handlers.add(text);
        Set<MessageHandler> before = handlers.all();
        handlers.add(new Pongs());
        assertThat(before).containsExactly(text);
        assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void one_object_may_take_whole_texts_and_parts_of_binary() throws Throwable {
        WholeAndParts both = new WholeAndParts();
        handlers.add(both);
        give(handlers, new Message.Text("whole"));
        give(handlers, binary("abc", false));
        assertThat(both.calls).containsExactly("whole", List.of(3, false));
        assertThat(handlers.of(MessageKind.TEXT).orElseThrow().partial()).isFalse();
        assertThat(handlers.of(MessageKind.BINARY).orElseThrow().partial()).isTrue();
        assertThat(handlers.all()).containsExactly(both);
        handlers.remove(both);
        assertThat(handlers.all()).isEmpty();
    }

    @Test
    void where_one_half_of_it_is_refused_the_other_is_not_added() {
        Buffers binary = new Buffers();
        handlers.add(binary);
        assertThatThrownBy(() -> handlers.add(new WholeAndParts()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> handlers.add(new WholeAndWrongParts()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(handlers.all()).containsExactly(binary);
    }

    @Test
    void a_type_decoded_from_text_and_binary_takes_both() throws Throwable {
        MessageHandlers decoding = handlers(List.of(TextWords.class, BinaryWords.class));
        Words words = new Words();
        decoding.add(words);
        give(decoding, new Message.Text("t"));
        give(decoding, binary("b", true));
        assertThat(words.calls).containsExactly(new Word("first t"), new Word("binary b"));
        assertThatThrownBy(() -> decoding.add(new Buffers()))
                .isInstanceOf(IllegalStateException.class);
        decoding.remove(words);
        decoding.add(new Buffers());
    }

    @Test
    void where_one_of_its_kinds_is_taken_a_decoded_type_gets_neither() {
        MessageHandlers decoding = handlers(List.of(TextWords.class, BinaryWords.class));
        Buffers binary = new Buffers();
        decoding.add(binary);
        assertThatThrownBy(() -> decoding.add(Word.class, message(), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("binary messages");
        assertThat(decoding.of(MessageKind.TEXT)).isEmpty();
    }

    @Test
    void the_methods_of_an_endpoint_are_in_the_way_but_are_no_handlers() {
        MessageHandlers ofEndpoint = Connection.to(new WithTextMethod()).open().handlers;
        assertThatThrownBy(() -> ofEndpoint.add(new Texts()))
                .isInstanceOf(IllegalStateException.class);
        ofEndpoint.add(new Buffers());
        assertThat(ofEndpoint.all()).hasSize(1);
    }

    /** D-3. */
    @Test
    void a_lambda_does_not_say_its_type_and_is_told_what_to_use() throws Throwable {
        List<String> seen = new ArrayList<>();
        MessageHandler.Whole<String> lambda = seen::add;
        assertThatThrownBy(() -> handlers.add(lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not say for which type it is")
                .hasMessageContaining("use addMessageHandler(Class, handler)");
        handlers.add(String.class, lambda, false);
        give(handlers, new Message.Text("hello"));
        assertThat(seen).containsExactly("hello");
    }

    /** J-54. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Reader.class,
                InputStream.class,
                PongMessage.class,
                Integer.class,
                Word.class,
                Object.class
            })
    void parts_are_of_three_types_only(Class<?> type) {
        MessageHandlers decoding = handlers(List.of(TextWords.class));
        assertThatThrownBy(() -> decoding.add(type, part(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in parts of type " + type.getName())
                .hasMessageContaining("use String, byte[] or ByteBuffer");
        assertThatThrownBy(() -> decoding.add(new ReaderParts()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** J-53. */
    @ParameterizedTest
    @ValueSource(classes = {Word.class, Object.class, char[].class, CharSequence.class})
    void a_type_that_nothing_makes_is_refused(Class<?> type) {
        assertThatThrownBy(() -> handlers.add(type, message(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no decoder for " + type.getName());
    }

    @Test
    void null_and_handlers_of_no_form_are_refused() {
        assertThatThrownBy(() -> handlers.add(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handlers.add(new MessageHandler() {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handlers.add(String.class, null, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handlers.add(null, message(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(handlers.all()).isEmpty();
    }
}
