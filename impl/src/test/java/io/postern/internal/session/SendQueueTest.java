package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    /** What each frame counts besides its payload. */
    private static final int HEADER = 10;

    private final HeldWrites peer = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(peer);
    private final SendQueue queue =
            new SendQueue(channel, new SendLimits(100, Duration.ofSeconds(20), SendOverflow.CLOSE));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static WebSocketFrame frame(int size) {
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[size]));
    }

    @Test
    void frames_of_a_burst_are_written_in_order_and_flushed_once() {
        List<WebSocketFrame> frames = List.of(frame(1), frame(2), frame(3));
        frames.forEach(queue::offer);
        assertThat(peer.written).isEmpty();
        channel.runPendingTasks();
        assertThat(peer.written).isEqualTo(frames);
        assertThat(peer.flushes).isOne();
    }

    @Test
    void a_send_is_done_when_its_frame_is_with_the_socket() {
        CompletableFuture<?> first = queue.offer(frame(1));
        CompletableFuture<?> second = queue.offer(frame(1));
        channel.runPendingTasks();
        assertThat(first).isNotDone();
        peer.take();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
    }

    @Test
    void a_very_long_burst_is_flushed_on_the_way() {
        List<WebSocketFrame> frames = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            frames.add(frame(1));
        }
        frames.forEach(queue::offer);
        channel.runPendingTasks();
        assertThat(peer.written).isEqualTo(frames);
        assertThat(peer.flushes).isEqualTo(4);
    }

    @Test
    void room_is_what_the_limit_leaves_beside_unsent_bytes() {
        queue.offer(frame(50));
        assertThat(fits(queue, 50 - HEADER)).isTrue();
        assertThat(fits(queue, 51 - HEADER)).isFalse();
        channel.runPendingTasks();
        assertThat(fits(queue, 51 - HEADER)).as("written, but not yet taken").isFalse();
        peer.take();
        assertThat(fits(queue, 100)).isTrue();
    }

    @Test
    void an_empty_queue_has_room_for_any_message() {
        assertThat(fits(queue, 1_000_000)).isTrue();
        queue.offer(frame(0));
        assertThat(fits(queue, 1_000_000)).isFalse();
    }

    @Test
    void empty_frames_take_room_too() {
        for (int i = 0; i < 10; i++) {
            assertThat(fits(queue, 0)).isTrue();
            queue.offer(frame(0));
        }
        assertThat(fits(queue, 1)).isFalse();
    }

    @Test
    void nothing_is_written_behind_a_close_frame() {
        CompletableFuture<?> before = queue.offer(frame(1));
        CompletableFuture<?> close = queue.offer(new CloseWebSocketFrame(1000, "bye"));
        WebSocketFrame late = frame(1);
        CompletableFuture<?> after = queue.offer(late);
        channel.runPendingTasks();
        assertThat(peer.written).hasSize(2);
        peer.takeAll();
        assertThat(before).isCompleted();
        assertThat(close).isCompleted();
        assertThat(after)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("its Close frame has been sent");
        assertThat(late.refCnt()).isZero();
        assertThat(fits(queue, 1_000_000)).isTrue();
    }

    @Test
    void frames_for_a_closed_channel_fail_and_are_released() {
        EmbeddedChannel closed = new EmbeddedChannel();
        SendQueue late = new SendQueue(closed, TestConfigs.SENDING);
        closed.close();
        WebSocketFrame frame = frame(1);
        CompletableFuture<?> written = late.offer(frame);
        closed.runPendingTasks();
        assertThat(written)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ClosedChannelException.class);
        assertThat(frame.refCnt()).isZero();
        assertThat(fits(late, 1_000_000_000)).isTrue();
    }

    @Test
    void a_send_may_be_given_less_time_than_the_listeners_limit() {
        channel.freezeTime();
        CompletableFuture<Void> written = queue.offer(frame(1));
        queue.failAfter(500, written);
        channel.runPendingTasks();
        channel.advanceTimeBy(499, java.util.concurrent.TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(written).isNotDone();
        channel.advanceTimeBy(1, java.util.concurrent.TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(written)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("not written within 500 ms");
    }

    private static boolean fits(SendQueue queue, int size) {
        boolean reserved = queue.reserve(size);
        if (reserved) {
            queue.giveBack(size);
        }
        return reserved;
    }
}
