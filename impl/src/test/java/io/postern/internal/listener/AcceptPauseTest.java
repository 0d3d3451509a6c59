package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AcceptPauseTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.listener");

    private final EmbeddedChannel listening = new EmbeddedChannel();
    private final AcceptPause pause = new AcceptPause("devices");

    @BeforeEach
    void freeze_time() {
        listening.freezeTime();
    }

    @AfterEach
    void close() {
        listening.finishAndReleaseAll();
    }

    private void fail() {
        pause.begin(listening, new IOException("Too many open files"));
    }

    private void pass(Duration time) {
        listening.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        listening.runScheduledPendingTasks();
    }

    @Test
    void nothing_is_accepted_for_a_second() {
        fail();
        assertThat(listening.config().isAutoRead()).isFalse();
        pass(Duration.ofMillis(999));
        assertThat(listening.config().isAutoRead()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void a_failure_after_that_begins_it_again() {
        fail();
        pass(Duration.ofSeconds(1));
        fail();
        assertThat(listening.config().isAutoRead()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void a_failure_during_it_does_not_make_it_longer() {
        fail();
        pass(Duration.ofMillis(500));
        fail();
        pass(Duration.ofMillis(500));
        assertThat(listening.config().isAutoRead()).isTrue();
        pass(Duration.ofMillis(500));
        assertThat(listening.config().isAutoRead()).isTrue();
    }

    @Test
    void one_message_a_minute_counts_the_failures_since_the_last() {
        for (int second = 0; second < 61; second++) {
            fail();
            pass(Duration.ofSeconds(1));
        }
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0))
                .startsWith("WARN")
                .contains("Listener 'devices' could not accept a connection")
                .contains("Too many open files")
                .endsWith("kind: 1");
        assertThat(log.lines().get(1)).endsWith("kind: 60");
    }

    @Test
    void a_channel_that_is_closed_is_left_alone() {
        listening.close();
        fail();
        assertThat(listening.config().isAutoRead()).isTrue();
    }
}
