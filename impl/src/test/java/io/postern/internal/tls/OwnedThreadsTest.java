package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(20)
class OwnedThreadsTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    private final OwnedThreads threads = new OwnedThreads("postern-owned-");

    @Test
    void they_are_numbered_daemons() {
        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("postern-owned-1");
        Thread second = threads.newThread(() -> {});
        assertThat(second.getName()).isEqualTo("postern-owned-2");
        assertThat(second.isDaemon()).isTrue();
    }

    @Test
    void joining_waits_until_all_have_ended() throws Exception {
        Thread first = threads.newThread(() -> {});
        Thread second = threads.newThread(() -> {});
        first.start();
        second.start();
        threads.join(Duration.ofSeconds(10));
        assertThat(first.getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(second.getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void one_that_does_not_end_in_time_is_named_in_the_log() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread stubborn =
                threads.newThread(
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        stubborn.start();
        threads.join(Duration.ofMillis(20));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("POSTERN3005", "postern-owned-1", "20 ms");
        end.countDown();
        threads.join(Duration.ofSeconds(10));
        assertThat(stubborn.isAlive()).isFalse();
    }
}
