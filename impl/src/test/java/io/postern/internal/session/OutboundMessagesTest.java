package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.session.OutboundMessages.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundMessagesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final OutboundMessages messages =
            new OutboundMessages(new SendQueue(channel, TestConfigs.SENDING));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What was written: kind of frame, payload and whether it is the last of its message. */
    private List<String> frames() {
        channel.runPendingTasks();
        List<String> frames = new ArrayList<>();
        for (WebSocketFrame f = channel.readOutbound(); f != null; f = channel.readOutbound()) {
            String kind =
                    f instanceof TextWebSocketFrame
                            ? "text"
                            : f instanceof BinaryWebSocketFrame
                                    ? "binary"
                                    : f instanceof ContinuationWebSocketFrame ? "more" : "?";
            String payload = f.content().toString(StandardCharsets.US_ASCII);
            frames.add(kind + ' ' + payload + (f.isFinalFragment() ? " end" : ""));
            f.release();
        }
        return frames;
    }

    @Test
    void a_whole_message_is_one_frame() {
        messages.sendWhole(Kind.TEXT, bytes("a"));
        messages.sendWhole(Kind.BINARY, bytes("b"));
        assertThat(frames()).containsExactly("text a end", "binary b end");
    }

    @Test
    void the_parts_of_a_message_are_a_first_frame_and_continuations() {
        messages.send(this, Kind.TEXT, bytes("a"), false);
        messages.send(this, Kind.TEXT, bytes("b"), false);
        messages.send(this, Kind.TEXT, bytes("c"), true);
        messages.send(this, Kind.BINARY, bytes("d"), true);
        assertThat(frames()).containsExactly("text a", "more b", "more c end", "binary d end");
    }

    @Test
    void nothing_may_come_between_the_parts_of_a_message() {
        messages.send(this, Kind.TEXT, bytes("a"), false);
        assertThatThrownBy(() -> messages.sendWhole(Kind.TEXT, bytes("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parts of another message are outstanding");
        assertThatThrownBy(() -> messages.send(this, Kind.BINARY, bytes("x"), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot send a BINARY message");
        messages.send(this, Kind.TEXT, bytes("b"), true);
        messages.sendWhole(Kind.BINARY, bytes("c"));
        assertThat(frames()).containsExactly("text a", "more b end", "binary c end");
    }

    /** J-37: parts of the same kind, but of two messages. */
    @Test
    void the_messages_of_two_senders_do_not_mix() {
        Object other = new Object();
        messages.send(this, Kind.TEXT, bytes("a"), false);
        assertThatThrownBy(() -> messages.send(other, Kind.TEXT, bytes("x"), false))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> messages.send(other, Kind.TEXT, bytes("y"), true))
                .isInstanceOf(IllegalStateException.class);
        messages.send(this, Kind.TEXT, bytes("b"), true);
        messages.send(other, Kind.TEXT, bytes("c"), true);
        assertThat(frames()).containsExactly("text a", "more b end", "text c end");
    }
}
