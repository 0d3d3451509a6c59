package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.endpoint.WordCodecs.BinaryStreamedWords;
import io.postern.internal.endpoint.WordCodecs.BinaryWords;
import io.postern.internal.endpoint.WordCodecs.Indestructible;
import io.postern.internal.endpoint.WordCodecs.Integers;
import io.postern.internal.endpoint.WordCodecs.Odd;
import io.postern.internal.endpoint.WordCodecs.StreamedWords;
import io.postern.internal.endpoint.WordCodecs.Strings;
import io.postern.internal.endpoint.WordCodecs.TextWords;
import io.postern.internal.endpoint.WordCodecs.Undestroyable;
import io.postern.internal.endpoint.WordCodecs.Uninitialisable;
import io.postern.internal.endpoint.WordCodecs.Unmakeable;
import io.postern.internal.endpoint.WordCodecs.Word;
import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The encoders and decoders of one connection: their life and what goes wrong in it. */
class ConnectedCodecsTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    private final MadeComponents components = new MadeComponents();
    private final ServerEndpointConfig config =
            ServerEndpointConfig.Builder.create(CodecsTest.class, "/").build();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Message.Binary binary(String text) {
        return new Message.Binary(ByteBuffer.wrap(bytes(text)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private ConnectedCodecs encoding(Class<? extends Encoder>... encoders) {
        return new ConnectedCodecs(codecs(List.of(encoders), List.of()), components, config);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private ConnectedCodecs decoding(Class<? extends Decoder>... decoders) {
        return new ConnectedCodecs(codecs(List.of(), List.of(decoders)), components, config);
    }

    private static Codecs codecs(
            List<Class<? extends Encoder>> encoders, List<Class<? extends Decoder>> decoders) {
        return Codecs.read(
                encoders,
                decoders,
                problem -> {
                    throw new AssertionError(problem);
                });
    }

    private Object decode(ConnectedCodecs codecs, Message message) throws Exception {
        return codecs.decode(
                codecs(List.of(), List.of(TextWords.class, StreamedWords.class, BinaryWords.class))
                        .decodersFor(Word.class),
                message);
    }

    /** J-69, J-70, J-71, D-12. */
    @Test
    void a_codec_is_made_when_needed_used_again_and_destroyed_and_released_once() throws Exception {
        ConnectedCodecs codecs = encoding(TextWords.class, Integers.class);
        assertThat(components.made).isEmpty();
        assertThat(codecs.encode(new Word("a")).payload()).isEqualTo("text a");
        codecs.encode(new Word("b"));
        codecs.destroy("1");
        codecs.destroy("1");
        TextWords words = components.only(TextWords.class);
        assertThat(words.life).containsExactly(config, "encode", "encode", "destroyed");
        assertThat(components.made).containsExactly(words);
        assertThat(components.released).containsExactly(words);
    }

    @Test
    void two_connections_never_share_a_codec_and_neither_do_sending_and_receiving()
            throws Exception {
        Codecs both = codecs(List.of(TextWords.class), List.of(TextWords.class));
        for (int i = 0; i < 2; i++) {
            ConnectedCodecs codecs = new ConnectedCodecs(both, components, config);
            codecs.encode(new Word("a"));
            codecs.decode(both.decodersFor(Word.class), new Message.Text("b"));
        }
        assertThat(components.made).hasSize(4);
    }

    @Test
    void each_form_of_encoder_makes_messages_of_its_kind() throws Exception {
        Word word = new Word("w");
        assertThat(encoding(TextWords.class).encode(word)).isEqualTo(new Message.Text("text w"));
        assertThat(encoding(StreamedWords.class).encode(word))
                .isEqualTo(new Message.Text("stream w"));
        assertThat(encoding(BinaryWords.class).encode(word)).isEqualTo(binary("w"));
        assertThat(encoding(BinaryStreamedWords.class).encode(word)).isEqualTo(binary("w"));
    }

    @Test
    void each_form_of_decoder_takes_messages_of_its_kind_only() throws Exception {
        Codecs all = codecs(List.of(), List.of(BinaryStreamedWords.class, StreamedWords.class));
        ConnectedCodecs codecs = new ConnectedCodecs(all, components, config);
        List<CodecType> candidates = all.decodersFor(Word.class);
        assertThat(codecs.decode(candidates, new Message.Text("t")))
                .isEqualTo(new Word("streamed t"));
        assertThat(codecs.decode(candidates, binary("b"))).isEqualTo(new Word("bytes b"));
    }

    /** WSC-4.1.3-2. */
    @Test
    void a_decoder_that_will_not_is_skipped_and_not_asked_to_decode() throws Exception {
        ConnectedCodecs codecs = decoding(TextWords.class, StreamedWords.class);
        assertThat(decode(codecs, new Message.Text("willing")))
                .isEqualTo(new Word("first willing"));
        assertThat(decode(codecs, new Message.Text("unwilling")))
                .isEqualTo(new Word("streamed unwilling"));
        assertThat(components.only(TextWords.class).life)
                .containsExactly(config, "willDecode", "decode", "willDecode");
    }

    @Test
    void what_a_decoder_read_to_look_is_there_when_it_decodes() throws Exception {
        assertThat(decode(decoding(BinaryWords.class), binary("abc")))
                .isEqualTo(new Word("binary abc"));
    }

    @Test
    void a_message_that_no_decoder_takes_is_a_decode_exception_with_the_message() {
        assertThatThrownBy(() -> decode(decoding(BinaryWords.class), binary("x-ray")))
                .isInstanceOfSatisfying(
                        DecodeException.class,
                        e -> assertThat(e.getBytes()).isEqualTo(ByteBuffer.wrap(bytes("x-ray"))))
                .hasMessage("none of the endpoint's decoders takes this message");
        Codecs none = new Codecs();
        assertThatThrownBy(
                        () ->
                                new ConnectedCodecs(none, components, config)
                                        .decode(List.of(), new Message.Text("hello")))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.getText()).isEqualTo("hello"));
    }

    /** J-72. */
    @Test
    void what_a_decoder_throws_or_gives_is_handed_on() throws Exception {
        ConnectedCodecs codecs = decoding(TextWords.class);
        assertThatThrownBy(() -> decode(codecs, new Message.Text("fail")))
                .isInstanceOf(DecodeException.class)
                .hasMessage("no");
        assertThat(decode(codecs, new Message.Text("null"))).isNull();
    }

    @Test
    void a_decoder_that_cannot_be_made_is_a_decode_exception_with_the_cause() {
        Codecs codecs = codecs(List.of(), List.of(Unmakeable.class));
        assertThatThrownBy(
                        () ->
                                new ConnectedCodecs(codecs, components, config)
                                        .decode(codecs.decoders(), new Message.Text("t")))
                .isInstanceOf(DecodeException.class)
                .hasMessage(Unmakeable.class.getName() + " could not be made")
                .hasRootCauseMessage("no bean");
    }

    /** J-73. */
    @Test
    void what_an_encoder_throws_is_handed_on_and_it_is_asked_again_next_time() throws Exception {
        ConnectedCodecs codecs = encoding(TextWords.class);
        assertThatThrownBy(() -> codecs.encode(new Word("fail checked")))
                .isInstanceOf(EncodeException.class);
        assertThatThrownBy(() -> codecs.encode(new Word("fail unchecked")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(codecs.encode(new Word("c"))).isEqualTo(new Message.Text("text c"));
        assertThatThrownBy(() -> encoding(StreamedWords.class).encode(new Word("fail")))
                .isInstanceOf(IOException.class)
                .hasMessage("half-way");
    }

    @Test
    void an_object_encoded_as_null_is_an_encode_exception_with_the_object() {
        Word word = new Word("null");
        assertThatThrownBy(() -> encoding(TextWords.class).encode(word))
                .isInstanceOfSatisfying(
                        EncodeException.class, e -> assertThat(e.getObject()).isSameAs(word))
                .hasMessageContaining("encoded it as null");
    }

    @Test
    void an_encoder_that_cannot_be_made_is_an_encode_exception() {
        assertThatThrownBy(() -> encoding(Unmakeable.class).encode(new Odd("o")))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("could not be made")
                .hasRootCauseMessage("no bean");
    }

    @Test
    void one_that_fails_in_init_is_released_and_made_anew_next_time() {
        ConnectedCodecs codecs = encoding(Uninitialisable.class);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codecs.encode(new Odd("o")))
                    .isInstanceOf(EncodeException.class)
                    .hasRootCauseMessage("init failed");
        }
        codecs.destroy("1");
        assertThat(components.made).hasSize(2);
        assertThat(components.released).isEqualTo(components.made);
        assertThat(log.lines()).isEmpty();
    }

    /** J-70: also when another coder's destroy throws. */
    @Test
    void one_that_fails_in_destroy_is_logged_and_keeps_no_other_from_it() throws Exception {
        ConnectedCodecs codecs = encoding(Indestructible.class, Integers.class);
        codecs.encode(new Word("a"));
        codecs.encode(1);
        codecs.destroy("session-1");
        assertThat(components.only(Integers.class).life).endsWith("destroyed");
        assertThat(components.released).containsExactlyInAnyOrderElementsOf(components.made);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN POSTERN6006")
                .contains("Indestructible, which served session session-1")
                .contains("destroy failed");
    }

    @Test
    void an_error_in_destroy_keeps_no_other_from_it_either() throws Exception {
        ConnectedCodecs codecs = encoding(Undestroyable.class, Integers.class);
        codecs.encode(new Word("a"));
        codecs.encode(1);
        codecs.destroy("session-1");
        assertThat(components.only(Integers.class).life).endsWith("destroyed");
        assertThat(components.released).containsExactlyInAnyOrderElementsOf(components.made);
    }

    /** J-42. */
    @Test
    void primitives_strings_and_bytes_need_no_encoder() throws Exception {
        ConnectedCodecs codecs = encoding();
        assertThat(codecs.encode(42L)).isEqualTo(new Message.Text("42"));
        assertThat(codecs.encode(1.5f)).isEqualTo(new Message.Text("1.5"));
        assertThat(codecs.encode('c')).isEqualTo(new Message.Text("c"));
        assertThat(codecs.encode(true)).isEqualTo(new Message.Text("true"));
        assertThat(codecs.encode("text")).isEqualTo(new Message.Text("text"));
        assertThat(codecs.encode(bytes("b"))).isEqualTo(binary("b"));
        assertThat(codecs.encode(ByteBuffer.wrap(bytes("b")))).isEqualTo(binary("b"));
        assertThatThrownBy(() -> codecs.encode(new Word("w")))
                .isInstanceOf(EncodeException.class)
                .hasMessageContaining("names no encoder for " + Word.class.getName());
    }

    /** J-42, J-61. */
    @Test
    void an_encoder_for_a_box_or_a_string_goes_before_the_built_in_one() throws Exception {
        ConnectedCodecs codecs = encoding(Integers.class, Strings.class);
        assertThat(codecs.encode(7)).isEqualTo(new Message.Text("#7"));
        assertThat(codecs.encode(7L)).isEqualTo(new Message.Text("7"));
        assertThat(codecs.encode("s")).isEqualTo(binary("s"));
    }

    @Test
    void after_the_end_no_encoder_is_made_or_used() {
        ConnectedCodecs codecs = encoding(TextWords.class);
        codecs.destroy("1");
        assertThatThrownBy(() -> codecs.encode(new Word("late")))
                .isInstanceOf(EncodeException.class)
                .hasMessage("the session is closed");
        assertThat(components.made).isEmpty();
    }
}
