package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.SocketConfig;
import io.postern.internal.session.FrameRate.Verdict;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = -SECOND / 2;

    private Verdict frames(FrameRate rate, int count) {
        Verdict last = Verdict.WITHIN;
        for (int i = 0; i < count; i++) {
            last = rate.frame(now);
        }
        return last;
    }

    /** Waits for the second of a pause. */
    private void pause(FrameRate rate) {
        now += SECOND;
        rate.resumed(now);
    }

    @Test
    void a_seconds_worth_may_come_at_once_and_not_one_more() {
        FrameRate rate = new FrameRate(100, now);
        assertThat(frames(rate, 100)).isEqualTo(Verdict.WITHIN);
        assertThat(frames(rate, 1)).isEqualTo(Verdict.BEYOND);
    }

    @Test
    void an_even_stream_at_the_rate_may_go_on_for_ever() {
        FrameRate rate = new FrameRate(100, now);
        frames(rate, 100);
        for (int i = 0; i < 100_000; i++) {
            now += SECOND / 100;
            assertThat(frames(rate, 1)).isEqualTo(Verdict.WITHIN);
        }
    }

    @Test
    void what_is_not_used_is_saved_for_one_second_only() {
        FrameRate rate = new FrameRate(100, now);
        now += 3_600 * SECOND;
        assertThat(frames(rate, 100)).isEqualTo(Verdict.WITHIN);
        assertThat(frames(rate, 1)).isEqualTo(Verdict.BEYOND);
    }

    @Test
    void a_burst_of_ten_times_the_rate_is_taken_in_ten_seconds() {
        FrameRate rate = new FrameRate(100, now);
        int left = 1_000;
        while (left > 0) {
            Verdict verdict = frames(rate, 1);
            left--;
            assertThat(verdict).isNotEqualTo(Verdict.TOO_LONG);
            if (verdict == Verdict.BEYOND) {
                pause(rate);
            }
        }
    }

    @Test
    void a_flood_is_too_long_after_ten_seconds() {
        FrameRate rate = new FrameRate(100, now);
        for (int second = 0; second < 10; second++) {
            assertThat(frames(rate, 101)).as("second %d", second).isEqualTo(Verdict.BEYOND);
            pause(rate);
        }
        assertThat(frames(rate, 101)).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void a_second_within_the_rate_makes_good_for_those_before() {
        FrameRate rate = new FrameRate(100, now);
        for (int second = 0; second < 9; second++) {
            frames(rate, 101);
            pause(rate);
        }
        frames(rate, 50);
        now += SECOND + 1;
        for (int second = 0; second < 10; second++) {
            assertThat(frames(rate, 151)).as("second %d", second).isEqualTo(Verdict.BEYOND);
            pause(rate);
        }
    }

    @Test
    void the_largest_rate_does_not_overflow() {
        FrameRate rate = new FrameRate(SocketConfig.NO_LIMIT - 1, now);
        assertThat(rate.isLimited()).isTrue();
        for (int i = 0; i < 1_000; i++) {
            now += 10 * SECOND;
            assertThat(frames(rate, 1_000)).isEqualTo(Verdict.WITHIN);
        }
        assertThat(new FrameRate(SocketConfig.NO_LIMIT, now).isLimited()).isFalse();
    }
}
