package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.DrainConfig;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainPlanTest {

    private static final Duration LONG = Duration.ofSeconds(25);

    private static DrainPlan plan(Duration timeout, Duration jitter, int sessions) {
        return DrainPlan.of(new DrainConfig(timeout, 1001, jitter), sessions);
    }

    @Test
    void many_sessions_are_told_over_the_whole_jitter() {
        DrainPlan plan = plan(LONG, Duration.ofSeconds(1), 10_000);
        assertThat(plan.spread()).isEqualTo(Duration.ofSeconds(1));
        Random random = new Random(1);
        assertThat(Stream.generate(() -> plan.delay(random)).limit(1_000))
                .allSatisfy(delay -> assertThat(delay).isLessThan(plan.spread()))
                .anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofMillis(900)))
                .anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMillis(100)));
    }

    @Test
    void few_sessions_wait_only_a_millisecond_each() {
        assertThat(plan(LONG, Duration.ofSeconds(1), 3).spread()).isEqualTo(Duration.ofMillis(3));
        assertThat(plan(LONG, Duration.ofSeconds(1), 0).spread()).isZero();
    }

    @Test
    void a_jitter_of_none_tells_all_at_once() {
        DrainPlan plan = plan(LONG, Duration.ZERO, 10_000);
        assertThat(plan.delay(new Random(1))).isZero();
    }

    @Test
    void half_of_the_time_out_is_left_for_closing_and_a_quarter_for_what_is_cut() {
        DrainPlan plan = plan(Duration.ofSeconds(4), Duration.ofMinutes(1), 1_000_000);
        assertThat(plan.spread()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.lastOrders()).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan(LONG, Duration.ZERO, 1).lastOrders()).isEqualTo(Duration.ofSeconds(2));
    }
}
