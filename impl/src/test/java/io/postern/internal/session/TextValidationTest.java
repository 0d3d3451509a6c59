package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let through as ASCII, what as UTF-8, and what is not. */
class TextValidationTest {

    /** More than twice what is looked at together. */
    private static final int LONGEST = 20;

    private final EmbeddedChannel channel = new EmbeddedChannel(new TextValidation());

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
    }

    @Test
    void ascii_of_any_length_passes_as_it_came() {
        for (int length = 0; length <= LONGEST; length++) {
            String text = "\u007f".repeat(length);
            assertThat(passes(bytes(text))).isEqualTo(text);
        }
    }

    @Test
    void a_byte_that_is_no_utf_8_is_refused_wherever_it_stands() {
        for (int length = 1; length <= LONGEST; length++) {
            for (int at = 0; at < length; at++) {
                byte[] text = ascii(length);
                text[at] = (byte) 0x80;
                assertRefused(Unpooled.wrappedBuffer(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀", "eine längere Nachricht, 10 €, mit 😀"})
    void what_is_utf_8_but_not_ascii_passes(String text) {
        assertThat(passes(bytes(text))).isEqualTo(text);
    }

    @Test
    void a_character_that_the_message_ends_within_is_refused() {
        byte[] text = "a whole message and half an ä".getBytes(StandardCharsets.UTF_8);
        assertRefused(Unpooled.wrappedBuffer(text, 0, text.length - 1));
    }

    @Test
    void only_what_is_to_be_read_counts() {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {(byte) 0x80, 'a', 'b', (byte) 0x80});
        assertThat(passes(bytes.setIndex(1, 3))).isEqualTo("ab");
    }

    @Test
    void what_is_to_be_read_counts_to_its_end() {
        byte[] bytes = ascii(LONGEST);
        bytes[LONGEST - 1] = (byte) 0x80;
        assertRefused(Unpooled.wrappedBuffer(bytes).readerIndex(LONGEST - 2));
    }

    @ParameterizedTest
    @CsvSource({"'', ascii", "ascii, ''", "ascii, more"})
    void ascii_in_fragments_passes(String first, String last) {
        channel.writeInbound(new TextWebSocketFrame(false, 0, bytes(first)));
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(last)));
        assertThat(read()).isEqualTo(first);
        assertThat(read()).isEqualTo(last);
    }

    @Test
    void ascii_after_a_fragment_that_ended_within_a_character_is_refused() {
        ByteBuf begun = Unpooled.wrappedBuffer("ä".getBytes(StandardCharsets.UTF_8), 0, 1);
        channel.writeInbound(new TextWebSocketFrame(false, 0, begun));
        assertRefused(channel, new ContinuationWebSocketFrame(true, 0, bytes("ascii and no more")));
    }

    @Test
    void what_follows_a_fragment_of_ascii_is_looked_at_too() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, bytes("ascii")));
        assertThat(read()).isEqualTo("ascii");
        ByteBuf wrong = Unpooled.wrappedBuffer(new byte[] {(byte) 0x80});
        assertRefused(channel, new ContinuationWebSocketFrame(true, 0, wrong));
    }

    private static byte[] ascii(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'a');
        return text;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static WebSocketFrame text(ByteBuf bytes) {
        return new TextWebSocketFrame(bytes);
    }

    private String passes(ByteBuf bytes) {
        channel.writeInbound(text(bytes));
        return read();
    }

    private String read() {
        WebSocketFrame frame = channel.readInbound();
        try {
            return frame.content().toString(StandardCharsets.UTF_8);
        } finally {
            frame.release();
        }
    }

    /** By a pipeline of its own, for one that has refused goes on refusing. */
    private static void assertRefused(ByteBuf bytes) {
        EmbeddedChannel other = new EmbeddedChannel(new TextValidation());
        assertRefused(other, text(bytes));
        other.finishAndReleaseAll();
    }

    private static void assertRefused(EmbeddedChannel channel, WebSocketFrame frame) {
        assertThatThrownBy(() -> channel.writeInbound(frame))
                .isInstanceOf(CorruptedWebSocketFrameException.class);
        assertThat(frame.refCnt()).isZero();
    }
}
