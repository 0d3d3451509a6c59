package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.endpoint.Identity;
import jakarta.websocket.CloseReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityTimerTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** Of which the timer is free to be late when the clock has been set. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final SetClock clock = new SetClock();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<CloseReason> ended = new ArrayList<>();
    private final List<Duration> lapsing = new ArrayList<>();

    /** Goes on with the channel's time, and can be set. */
    private static final class SetClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void freezeTime() {
        channel.freezeTime();
    }

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    private IdentityTimer timer(Duration grace) {
        return new IdentityTimer(channel, grace, lapsing::add, ended::add);
    }

    private Optional<Identity.Expiry> end(Duration left) {
        return Optional.of(new Identity.Expiry(START.plus(left), clock, "it has ended"));
    }

    private void start(Duration left) {
        timer(Duration.ZERO).watch(end(left));
    }

    /** In steps, for a clock goes on while timers wait. */
    private void pass(Duration time) {
        Duration step = Duration.ofMillis(100);
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(step)) {
            Duration next = left.compareTo(step) < 0 ? left : step;
            clock.now = clock.now.plus(next);
            channel.advanceTimeBy(next.toNanos(), TimeUnit.NANOSECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private boolean isTicking() {
        return channel.runScheduledPendingTasks() >= 0;
    }

    private void assertEndedOnce() {
        assertThat(ended)
                .singleElement()
                .satisfies(
                        reason -> {
                            assertThat(reason.getCloseCode())
                                    .isEqualTo(CloseReason.CloseCodes.VIOLATED_POLICY);
                            assertThat(reason.getReasonPhrase()).isEqualTo("it has ended");
                        });
        pass(Duration.ofHours(1));
        assertThat(ended).hasSize(1);
        assertThat(isTicking()).isFalse();
    }

    @Test
    void an_identity_ends_at_its_last_moment_and_not_before() {
        start(Duration.ofSeconds(90));
        pass(Duration.ofSeconds(90).minusMillis(100));
        assertThat(ended).isEmpty();
        pass(Duration.ofMillis(100));
        assertEndedOnce();
    }

    @Test
    void one_that_has_ended_already_ends_at_once() {
        start(Duration.ofSeconds(-1));
        assertEndedOnce();
    }

    @Test
    void one_that_does_not_end_has_no_timer() {
        timer(Duration.ZERO).watch(Optional.empty());
        assertThat(isTicking()).isFalse();
    }

    @Test
    void one_that_ends_in_the_far_future_is_looked_at_now_and_then() {
        start(Duration.ofDays(365_000));
        pass(Duration.ofHours(1));
        assertThat(ended).isEmpty();
        assertThat(isTicking()).isTrue();
    }

    @Test
    void a_clock_that_is_set_forward_is_noticed_within_a_minute() {
        start(Duration.ofDays(10));
        pass(Duration.ofSeconds(30));
        clock.now = START.plus(Duration.ofDays(11));
        pass(LOOK);
        assertEndedOnce();
    }

    @Test
    void a_clock_that_is_set_back_gives_the_identity_the_time_that_it_shows() {
        start(Duration.ofSeconds(50));
        pass(Duration.ofSeconds(49));
        clock.now = START;
        pass(Duration.ofSeconds(49));
        assertThat(ended).isEmpty();
        pass(LOOK);
        assertEndedOnce();
    }

    @Test
    void a_clock_that_is_set_back_and_forth_ends_it_when_it_shows_the_end_at_a_look() {
        start(Duration.ofMinutes(30));
        for (int time = 0; time < 5; time++) {
            // forth and back between two looks
            pass(Duration.ofMillis(59_900));
            clock.now = START.plus(Duration.ofDays(1));
            clock.now = START;
        }
        pass(Duration.ofMinutes(29));
        assertThat(ended).isEmpty();
        clock.now = START.plus(Duration.ofMinutes(30));
        pass(LOOK);
        assertEndedOnce();
    }

    @Test
    void it_stops_with_the_channel() {
        start(Duration.ofSeconds(10));
        channel.close();
        assertThat(isTicking()).isFalse();
        pass(LOOK);
        assertThat(ended).isEmpty();
    }

    @Test
    void it_does_not_start_on_a_channel_that_is_closed() {
        channel.close();
        start(Duration.ofSeconds(-1));
        start(Duration.ofSeconds(10));
        assertThat(isTicking()).isFalse();
        assertThat(ended).isEmpty();
    }

    @Test
    void with_a_grace_it_is_told_first_and_ends_when_that_is_over() {
        timer(Duration.ofSeconds(30)).watch(end(Duration.ofSeconds(10)));
        pass(Duration.ofSeconds(10));
        assertThat(lapsing).containsExactly(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30).minusMillis(100));
        assertThat(ended).isEmpty();
        pass(Duration.ofMillis(100));
        assertEndedOnce();
        assertThat(lapsing).hasSize(1);
    }

    @Test
    void what_is_renewed_in_its_grace_does_not_end() {
        IdentityTimer timer = timer(Duration.ofSeconds(30));
        timer.watch(end(Duration.ofSeconds(10)));
        pass(Duration.ofSeconds(20));
        timer.watch(end(Duration.ofSeconds(3600)));
        pass(Duration.ofSeconds(3000));
        assertThat(ended).isEmpty();
        pass(Duration.ofSeconds(630));
        assertThat(lapsing).hasSize(2);
        assertEndedOnce();
    }

    @Test
    void what_is_revoked_ends_now_and_only_once() {
        IdentityTimer timer = timer(Duration.ZERO);
        timer.watch(end(Duration.ofDays(1)));
        timer.lapse("it has ended");
        timer.lapse("again");
        assertEndedOnce();
    }

    @Test
    void what_has_ended_itself_renews_nothing() {
        IdentityTimer timer = timer(Duration.ofSeconds(30));
        timer.watch(end(Duration.ofSeconds(10)));
        pass(Duration.ofSeconds(20));
        timer.watch(end(Duration.ofSeconds(5)));
        pass(Duration.ofSeconds(20));
        assertThat(lapsing).hasSize(1);
        assertEndedOnce();
    }
}
