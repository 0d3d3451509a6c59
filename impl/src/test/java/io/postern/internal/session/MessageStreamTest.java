package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStreamTest {

    private static final int FRAME = 8 * 1024;

    private final List<String> frames = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final MessageStream stream = new MessageStream(this::frame);

    private void frame(byte[] payload, boolean last) {
        frames.add(payload.length + (last ? " last" : ""));
        received.writeBytes(payload);
    }

    @Test
    void a_short_message_is_one_frame_sent_on_close() throws IOException {
        stream.write('a');
        stream.write(new byte[9]);
        assertThat(frames).isEmpty();
        stream.close();
        assertThat(frames).containsExactly("10 last");
    }

    @Test
    void one_in_which_nothing_was_written_is_no_message() throws IOException {
        stream.close();
        assertThat(frames).isEmpty();
    }

    @Test
    void a_message_of_just_one_frames_size_is_one_frame() throws IOException {
        stream.write(new byte[FRAME]);
        stream.close();
        assertThat(frames).containsExactly(FRAME + " last");
    }

    @Test
    void a_long_message_is_cut_without_losing_a_byte() throws IOException {
        byte[] message = new byte[3 * FRAME + 5];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) i;
        }
        stream.write(message, 0, 100);
        stream.write(message, 100, message.length - 100);
        stream.close();
        assertThat(frames).containsExactly("8192", "8192", "8192", "5 last");
        assertThat(received.toByteArray()).isEqualTo(message);
    }

    @Test
    void flush_sends_what_there_is_and_nothing_where_there_is_nothing() throws IOException {
        stream.flush();
        stream.write('a');
        stream.flush();
        stream.flush();
        stream.close();
        assertThat(frames).containsExactly("1", "0 last");
    }

    @Test
    void a_sent_message_takes_no_more_and_closing_again_does_nothing() throws IOException {
        stream.write('a');
        stream.close();
        stream.close();
        assertThat(frames).containsExactly("1 last");
        assertThatThrownBy(() -> stream.write('a')).isInstanceOf(IOException.class);
        assertThatThrownBy(stream::flush).isInstanceOf(IOException.class);
    }

    @Test
    void a_writer_around_it_cuts_no_character_in_two_messages() throws IOException {
        String message = "€".repeat(FRAME);
        try (Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
            writer.write(message);
        }
        assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo(message);
        assertThat(frames.get(frames.size() - 1)).endsWith("last");
    }
}
