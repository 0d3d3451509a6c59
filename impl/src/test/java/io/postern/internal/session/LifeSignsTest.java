package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.postern.PingMode;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SilenceLimits;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By themselves, with a time-out of 60 s, on a clock that the test moves. */
class LifeSignsTest {

    private final HeldWrites socket = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);
    private final ReadGate gate = new ReadGate(channel);

    /** A peer may take nothing for an hour. */
    private final SendQueue queue =
            new SendQueue(
                    channel, new SendLimits(1 << 20, Duration.ofHours(1), SendOverflow.CLOSE));

    private final List<String> losses = new ArrayList<>();

    LifeSignsTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private LifeSigns started(PingMode mode) {
        SilenceLimits limits = new SilenceLimits(mode, Duration.ofSeconds(60), Duration.ZERO);
        LifeSigns lifeSigns = new LifeSigns(channel, queue, gate, limits, this::lost);
        lifeSigns.start();
        channel.runPendingTasks();
        return lifeSigns;
    }

    private void lost(CloseReason reason) {
        losses.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
    }

    /** Second by second, for timers are set anew when they fire. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            passMillis(1_000);
        }
    }

    private void passMillis(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private PingWebSocketFrame ping(int number) {
        return (PingWebSocketFrame) socket.written.get(number);
    }

    /** The peer answers the ping when that has been written. */
    private boolean answer(LifeSigns lifeSigns, int number) {
        byte[] payload = payload(number);
        socket.take();
        channel.runPendingTasks();
        lifeSigns.sign();
        return lifeSigns.takes(Unpooled.wrappedBuffer(payload));
    }

    private byte[] payload(int number) {
        byte[] payload = new byte[ping(number).content().readableBytes()];
        ping(number).content().getBytes(ping(number).content().readerIndex(), payload);
        return payload;
    }

    @Test
    void to_save_bandwidth_a_silent_peer_is_pinged_once_after_half_of_the_time() {
        started(PingMode.BANDWIDTH_SAVING);
        pass(29);
        assertThat(socket.written).isEmpty();
        pass(1);
        assertThat(socket.written).hasSize(1);
        pass(29);
        assertThat(socket.written).hasSize(1);
        assertThat(losses).isEmpty();
        pass(1);
        assertThat(losses).containsExactly("1001 no sign of life for 60000 ms");
        pass(120);
        assertThat(losses).hasSize(1);
        assertThat(socket.written).hasSize(1);
    }

    @Test
    void to_save_bandwidth_a_peer_that_speaks_is_never_pinged() {
        LifeSigns lifeSigns = started(PingMode.BANDWIDTH_SAVING);
        for (int i = 0; i < 20; i++) {
            pass(29);
            lifeSigns.sign();
        }
        assertThat(socket.written).isEmpty();
        assertThat(losses).isEmpty();
        assertThat(lifeSigns.roundTrip()).isEmpty();
    }

    @Test
    void a_peer_that_falls_silent_again_is_pinged_again() {
        LifeSigns lifeSigns = started(PingMode.BANDWIDTH_SAVING);
        pass(30);
        assertThat(answer(lifeSigns, 0)).isTrue();
        pass(30);
        assertThat(socket.written).hasSize(2);
        pass(30);
        assertThat(losses).hasSize(1);
    }

    @Test
    void to_control_latency_a_peer_is_pinged_at_once_and_every_third_of_the_time() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        assertThat(socket.written).hasSize(1);
        for (int i = 1; i <= 10; i++) {
            assertThat(answer(lifeSigns, i - 1)).isTrue();
            pass(19);
            lifeSigns.sign();
            assertThat(socket.written).hasSize(i);
            pass(1);
            assertThat(socket.written).hasSize(i + 1);
        }
        assertThat(losses).isEmpty();
    }

    @Test
    void to_control_latency_a_peer_that_answers_nothing_is_lost_just_so() {
        started(PingMode.LATENCY_CONTROL);
        pass(59);
        assertThat(losses).isEmpty();
        pass(1);
        assertThat(losses).hasSize(1);
    }

    @Test
    void off_nobody_is_pinged_and_nobody_lost() {
        started(PingMode.OFF);
        pass(600);
        assertThat(socket.written).isEmpty();
        assertThat(losses).isEmpty();
        assertThat(channel.hasPendingTasks()).isFalse();
    }

    @Test
    void a_peer_is_not_lost_for_what_was_not_read() {
        started(PingMode.BANDWIDTH_SAVING);
        pass(20);
        gate.pause(ReadGate.Pause.PENDING_MESSAGES);
        pass(3_600);
        assertThat(losses).isEmpty();
        gate.resume(ReadGate.Pause.PENDING_MESSAGES);
        pass(39);
        assertThat(losses).as("20 s before the pause and 39 s after it").isEmpty();
        pass(2);
        assertThat(losses).hasSize(1);
    }

    @Test
    void the_round_trip_counts_from_the_ping_as_written_to_its_pong() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        byte[] payload = payload(0);
        passMillis(7);
        socket.take();
        channel.runPendingTasks();
        passMillis(130);
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(payload))).isTrue();
        assertThat(lifeSigns.roundTrip()).contains(Duration.ofMillis(130));
        passMillis(500);
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(payload))).isTrue();
        assertThat(lifeSigns.roundTrip())
                .as("a second pong says nothing")
                .contains(Duration.ofMillis(130));
    }

    @Test
    void a_pong_that_waited_for_us_is_no_measure() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        byte[] payload = payload(0);
        socket.take();
        channel.runPendingTasks();
        gate.pause(ReadGate.Pause.FRAME_RATE);
        passMillis(900);
        gate.resume(ReadGate.Pause.FRAME_RATE);
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(payload))).isTrue();
        assertThat(lifeSigns.roundTrip()).isEmpty();
    }

    @Test
    void a_late_pong_of_an_older_ping_is_ours_but_no_measure() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        byte[] first = payload(0);
        socket.take();
        channel.runPendingTasks();
        pass(20);
        assertThat(socket.written).hasSize(2);
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(first))).isTrue();
        assertThat(lifeSigns.roundTrip()).isEmpty();
    }

    @Test
    void pongs_of_others_are_not_taken() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        byte[] ours = payload(0);
        byte[] other = ours.clone();
        other[0] ^= 1;
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(other))).isFalse();
        assertThat(lifeSigns.takes(Unpooled.EMPTY_BUFFER)).isFalse();
        assertThat(lifeSigns.takes(Unpooled.wrappedBuffer(ours, 0, 8))).isFalse();
        assertThat(lifeSigns.roundTrip()).isEmpty();
    }

    @Test
    void while_one_ping_is_not_written_there_is_no_second() {
        LifeSigns lifeSigns = started(PingMode.LATENCY_CONTROL);
        for (int i = 0; i < 20; i++) {
            pass(20);
            lifeSigns.sign();
        }
        assertThat(socket.written).hasSize(1);
        assertThat(answer(lifeSigns, 0)).isTrue();
        pass(20);
        assertThat(socket.written).hasSize(2);
    }

    @Test
    void nothing_is_left_when_the_connection_is_gone() {
        started(PingMode.BANDWIDTH_SAVING);
        channel.close();
        channel.runPendingTasks();
        pass(120);
        assertThat(losses).isEmpty();
        assertThat(channel.hasPendingTasks()).isFalse();
    }
}
