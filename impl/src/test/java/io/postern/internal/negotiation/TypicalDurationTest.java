package io.postern.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypicalDurationTest {

    private final TypicalDuration typical = new TypicalDuration(1000);

    private void add(int times, long took) {
        for (int i = 0; i < times; i++) {
            typical.add(took);
        }
    }

    @Test
    void it_is_nothing_as_long_as_nothing_is_known() {
        assertThat(typical.nanos()).isZero();
    }

    @Test
    void the_first_one_counts_at_once() {
        add(1, 70);
        assertThat(typical.nanos()).isEqualTo(70);
    }

    @Test
    void a_minority_that_takes_its_time_does_not_change_it() {
        add(TypicalDuration.LAST, 10);
        add(TypicalDuration.LAST / 2 - 1, 900);
        assertThat(typical.nanos()).isEqualTo(10);
    }

    @Test
    void it_follows_when_all_take_longer_and_when_they_are_faster_again() {
        add(TypicalDuration.LAST, 10);
        add(TypicalDuration.LAST, 500);
        assertThat(typical.nanos()).isEqualTo(500);
        add(TypicalDuration.LAST, 20);
        assertThat(typical.nanos()).isEqualTo(20);
    }

    @Test
    void it_has_a_limit() {
        add(TypicalDuration.LAST, 5000);
        assertThat(typical.nanos()).isEqualTo(1000);
    }
}
