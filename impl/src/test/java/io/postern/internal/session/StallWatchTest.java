package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private final HeldWrites peer = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(peer);
    private final SendQueue queue =
            new SendQueue(
                    channel, new SendLimits(1_000, Duration.ofSeconds(20), SendOverflow.CLOSE));

    @BeforeEach
    void freeze() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void send() {
        queue.offer(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[10])));
        channel.runPendingTasks();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void a_peer_that_takes_nothing_for_the_send_time_out_is_cut() {
        send();
        pass(19_999);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_peer_that_takes_something_now_and_then_is_kept() {
        for (int i = 0; i < 5; i++) {
            send();
        }
        for (int i = 0; i < 4; i++) {
            pass(19_999);
            peer.take();
        }
        pass(19_999);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void more_sends_are_no_progress() {
        send();
        pass(10_000);
        send();
        pass(10_000);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_peer_that_has_taken_everything_may_be_silent() {
        send();
        peer.take();
        pass(60_000);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void the_time_counts_anew_for_bytes_after_a_pause() {
        send();
        pass(10_000);
        peer.take();
        pass(15_000);
        send();
        pass(19_999);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void empty_messages_are_watched_too() {
        queue.offer(new BinaryWebSocketFrame());
        channel.runPendingTasks();
        pass(20_000);
        assertThat(channel.isOpen()).isFalse();
    }

    /** As a large message does that a slow peer reads. */
    @Test
    void a_frame_that_goes_out_bit_by_bit_is_progress_until_it_stops() {
        AtomicLong waiting = new AtomicLong(1_000_000);
        StallWatch watch = new StallWatch(channel, Duration.ofSeconds(20), () -> 1, waiting::get);
        watch.watch();
        for (int i = 0; i < 30; i++) {
            waiting.addAndGet(-1_000);
            pass(5_000);
        }
        assertThat(channel.isOpen()).isTrue();
        pass(19_999);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }
}
