package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.postern.internal.endpoint.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames may end anywhere (RFC 6455 section 5.6), parts only between characters. */
class PartialTextSinkTest {

    private final List<Message> parts = new ArrayList<>();

    /** One for each message. */
    private PartialTextSink sink = new PartialTextSink(parts::add);

    private void frame(byte[] bytes, boolean last) {
        // With bytes around the payload, as in a network buffer.
        ByteBuf around = Unpooled.wrappedBuffer(new byte[] {'<'}, bytes, new byte[] {'>'});
        sink.frame(around.slice(1, bytes.length), last);
        around.release();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String together() {
        return parts.stream().map(part -> (String) part.payload()).collect(Collectors.joining());
    }

    private void assertWholeCharacters() {
        for (Message part : parts) {
            String text = (String) part.payload();
            assertThat(new String(utf8(text), StandardCharsets.UTF_8)).isEqualTo(text);
            assertThat(text).doesNotContain("\uFFFD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aé€😀z", "😀😀", "\u0000\u007F\u0080\u07FF\u0800\uFFFF", "é"})
    void a_message_cut_at_any_two_bytes_comes_in_whole_characters(String message) {
        byte[] bytes = utf8(message);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                parts.clear();
                sink = new PartialTextSink(parts::add);
                frame(Arrays.copyOf(bytes, first), false);
                frame(Arrays.copyOfRange(bytes, first, second), false);
                frame(Arrays.copyOfRange(bytes, second, bytes.length), true);
                assertThat(together()).as("cut at %d and %d", first, second).isEqualTo(message);
                assertThat(parts).extracting(Message::last).containsExactly(false, false, true);
                assertWholeCharacters();
            }
        }
    }

    @Test
    void a_message_may_come_byte_by_byte() {
        String message = "grüße 😀 €";
        byte[] bytes = utf8(message);
        for (int i = 0; i < bytes.length; i++) {
            frame(new byte[] {bytes[i]}, false);
        }
        frame(new byte[0], true);
        assertThat(together()).isEqualTo(message);
        assertThat(parts)
                .hasSize(bytes.length + 1)
                .last()
                .extracting(Message::last)
                .isEqualTo(true);
        assertWholeCharacters();
    }

    @Test
    void empty_frames_are_empty_parts() {
        frame(new byte[0], false);
        frame(new byte[0], true);
        assertThat(parts).containsExactly(new Message.Text("", false), new Message.Text("", true));
    }

    @Test
    void nothing_is_held_back_but_half_a_character() {
        frame(utf8("whole"), false);
        assertThat(parts).containsExactly(new Message.Text("whole", false));
        assertThat(sink.collects()).isFalse();
    }
}
