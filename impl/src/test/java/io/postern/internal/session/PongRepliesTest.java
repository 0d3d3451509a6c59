package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PongRepliesTest {

    private final HeldWrites peer = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(peer);
    private final PongReplies pongs = new PongReplies(new SendQueue(channel, TestConfigs.SENDING));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void ping(String data) {
        ByteBuf payload = Unpooled.copiedBuffer(data, StandardCharsets.US_ASCII);
        pongs.answer(payload);
        payload.release();
        channel.runPendingTasks();
    }

    private void take() {
        peer.take();
        channel.runPendingTasks();
    }

    private List<String> pongsWritten() {
        return peer.written.stream()
                .map(PongWebSocketFrame.class::cast)
                .map(
                        pong ->
                                pong.refCnt() > 0
                                        ? pong.content().toString(StandardCharsets.US_ASCII)
                                        : "taken")
                .toList();
    }

    @Test
    void each_ping_is_answered_with_its_data_while_the_peer_reads() {
        ping("one");
        assertThat(pongsWritten()).containsExactly("one");
        take();
        ping("two");
        assertThat(pongsWritten()).containsExactly("taken", "two");
    }

    @Test
    void while_one_is_under_way_only_the_latest_ping_is_remembered() {
        ping("one");
        ping("two");
        ping("three");
        assertThat(pongsWritten()).containsExactly("one");
        take();
        assertThat(pongsWritten()).containsExactly("taken", "three");
        take();
        assertThat(peer.written).hasSize(2);
    }

    @Test
    void a_closed_connection_ends_it() {
        ping("one");
        ping("two");
        channel.close();
        channel.runPendingTasks();
        ping("three");
        assertThat(channel.hasPendingTasks()).isFalse();
    }
}
