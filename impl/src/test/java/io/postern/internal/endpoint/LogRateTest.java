package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRateTest {

    private final List<Long> messages = new ArrayList<>();
    private long now = Long.MAX_VALUE; // it may overflow
    private final LogRate rate = new LogRate(() -> now);

    @Test
    void the_first_fault_is_logged_at_once_and_the_others_are_counted() {
        faults(1000);
        assertThat(messages).containsExactly(1L);

        now += LogRate.BETWEEN_MESSAGES.toNanos() - 1;
        faults(1);
        assertThat(messages).containsExactly(1L);

        now++;
        faults(5);
        assertThat(messages).containsExactly(1L, 1001L);

        now += LogRate.BETWEEN_MESSAGES.toNanos();
        faults(1);
        assertThat(messages).containsExactly(1L, 1001L, 5L);
    }

    private void faults(int number) {
        for (int i = 0; i < number; i++) {
            rate.log(messages::add);
        }
    }
}
