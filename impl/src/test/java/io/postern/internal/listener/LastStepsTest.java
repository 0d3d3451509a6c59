package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LastStepsTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    private final List<String> taken = new ArrayList<>();

    @Test
    void one_that_fails_is_logged_and_keeps_no_other_from_being_taken() {
        LastSteps.take(
                "devices",
                () -> fail(new IllegalStateException("a bug")),
                () -> fail(new NoClassDefFoundError("a/Class")),
                () -> taken.add("last"));

        assertThat(taken).containsExactly("last");
        assertThat(log.lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("WARN POSTERN2006: Listener 'devices'"))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("a bug"),
                        second -> assertThat(second).endsWith("a/Class"));
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void one_whose_wait_is_interrupted_is_taken_again_and_the_interrupt_is_kept() {
        LastSteps.take("devices", this::waitInterrupted, () -> taken.add("last"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).containsExactly("wait", "wait", "last");
        assertThat(log.lines()).isEmpty();
    }

    private void waitInterrupted() throws InterruptedException {
        taken.add("wait");
        if (taken.size() == 1) {
            throw new InterruptedException();
        }
    }

    @Test
    void an_interrupt_from_before_disturbs_no_step_and_is_kept() {
        Thread.currentThread().interrupt();

        LastSteps.take("devices", () -> taken.add("interrupted: " + Thread.interrupted()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).containsExactly("interrupted: false");
    }
}
