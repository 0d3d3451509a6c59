package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.session.ReadGate.Pause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadGateTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ReadGate gate = new ReadGate(channel);
    private final AtomicInteger missed = new AtomicInteger();
    private final PeerDeadline deadline =
            new PeerDeadline(gate, Duration.ofSeconds(10), missed::incrementAndGet);

    ReadGateTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void reading_goes_on_when_the_last_reason_to_pause_is_gone() {
        gate.pause(Pause.PENDING_MESSAGES);
        gate.pause(Pause.FRAME_RATE);
        gate.pause(Pause.FRAME_RATE);
        gate.resume(Pause.PENDING_MESSAGES);
        assertThat(channel.config().isAutoRead()).isFalse();
        gate.resume(Pause.FRAME_RATE);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void who_had_not_paused_does_not_resume() {
        gate.pause(Pause.FRAME_RATE);
        gate.resume(Pause.PENDING_MESSAGES);
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void its_clock_stands_in_pauses_however_they_overlap() {
        long start = gate.nanoTime();
        pass(1_000);
        gate.pause(Pause.PENDING_MESSAGES);
        pass(500);
        gate.pause(Pause.FRAME_RATE);
        pass(500);
        gate.resume(Pause.PENDING_MESSAGES);
        pass(500);
        assertThat(gate.nanoTime() - start).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1_000));
        gate.resume(Pause.FRAME_RATE);
        pass(7);
        assertThat(gate.nanoTime() - start).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1_007));
    }

    @Test
    void a_deadline_is_missed_once_and_not_before() {
        deadline.begin();
        pass(9_999);
        assertThat(missed).hasValue(0);
        pass(1);
        assertThat(missed).hasValue(1);
        pass(60_000);
        assertThat(missed).hasValue(1);
    }

    @Test
    void a_deadline_that_begins_anew_counts_from_then() {
        deadline.begin();
        pass(9_000);
        deadline.end();
        deadline.begin();
        pass(9_999);
        assertThat(missed).hasValue(0);
        pass(1);
        assertThat(missed).hasValue(1);
    }

    @Test
    void a_deadline_that_is_met_or_stopped_is_not_missed() {
        deadline.begin();
        deadline.end();
        pass(10_000);
        assertThat(channel.hasPendingTasks()).isFalse();
        deadline.begin();
        deadline.stop();
        assertThat(channel.hasPendingTasks()).isFalse();
        pass(10_000);
        assertThat(missed).hasValue(0);
    }

    @Test
    void a_deadline_waits_for_reading_and_looks_once_a_second() {
        deadline.begin();
        pass(9_999);
        gate.pause(Pause.PENDING_MESSAGES);
        for (int i = 0; i < 3_600; i++) {
            pass(1_000);
        }
        assertThat(missed).hasValue(0);
        gate.resume(Pause.PENDING_MESSAGES);
        pass(1_000);
        assertThat(missed).hasValue(1);
    }
}
