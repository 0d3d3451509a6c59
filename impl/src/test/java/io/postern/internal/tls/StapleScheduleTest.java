package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StapleScheduleTest {

    private final StapleSchedule schedule = new StapleSchedule();

    private void assertDueAfter(Duration pause, Instant from) {
        assertThat(schedule.isDue(from)).isFalse();
        assertThat(schedule.isDue(from.plus(pause).minusMillis(1))).isFalse();
        assertThat(schedule.isDue(from.plus(pause))).isTrue();
    }

    @Test
    void the_first_is_due_at_once() {
        assertThat(schedule.isDue(NOW)).isTrue();
    }

    @Test
    void the_next_is_due_after_half_of_the_time_that_is_left() {
        schedule.fetched(NOW, NOW.plus(Duration.ofHours(3)));
        assertDueAfter(Duration.ofMinutes(90), NOW);
    }

    @Test
    void but_after_some_hours_and_not_before_a_minute() {
        schedule.fetched(NOW, NOW.plus(Duration.ofDays(7)));
        assertDueAfter(Duration.ofHours(4), NOW);
        schedule.fetched(NOW, NOW.plusSeconds(20));
        assertDueAfter(Duration.ofMinutes(1), NOW);
    }

    @Test
    void after_failures_the_pauses_double_up_to_an_hour() {
        Instant now = NOW;
        for (int seconds : new int[] {10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600}) {
            schedule.failed(now);
            assertDueAfter(Duration.ofSeconds(seconds), now);
            now = now.plusSeconds(seconds);
        }
        for (int i = 0; i < 100; i++) {
            schedule.failed(now);
        }
        assertDueAfter(Duration.ofHours(1), now);
    }

    @Test
    void a_success_ends_the_series_of_failures() {
        schedule.failed(NOW);
        schedule.failed(NOW);
        schedule.fetched(NOW, NOW.plus(Duration.ofHours(1)));
        schedule.failed(NOW);
        assertDueAfter(Duration.ofSeconds(10), NOW);
    }

    @Test
    void a_refusal_is_asked_about_again_in_an_hour() {
        schedule.refused(NOW);
        assertDueAfter(Duration.ofHours(1), NOW);
    }

    @Test
    void a_clock_that_is_set_back_by_a_day_keeps_nothing_waiting() {
        schedule.fetched(NOW, NOW.plus(Duration.ofDays(7)));
        assertThat(schedule.isDue(NOW.minus(Duration.ofDays(1)))).isTrue();
    }
}
