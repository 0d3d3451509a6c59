package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void name_the_file() {
        file = directory.resolve("some.lock");
    }

    @Test
    void a_second_holder_gets_in_when_the_first_has_gone() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor();
        CountDownLatch asking = new CountDownLatch(1);
        try (DirectoryLock first = DirectoryLock.acquire(file, LONG)) {
            Future<Boolean> waiting =
                    second.submit(
                            () -> {
                                asking.countDown();
                                DirectoryLock.acquire(file, LONG).close();
                                return true;
                            });
            asking.await();
            assertThat(waiting.isDone()).isFalse();
            first.close();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            second.shutdownNow();
        }
    }

    @Test
    void waiting_ends_with_an_error_that_names_the_file() throws Exception {
        try (DirectoryLock first = DirectoryLock.acquire(file, LONG)) {
            assertThatThrownBy(() -> DirectoryLock.acquire(file, Duration.ofMillis(50)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " has been locked by another start for 50 ms");
        }
        DirectoryLock.acquire(file, LONG).close();
    }

    @Test
    void an_interrupted_thread_does_not_wait() throws Exception {
        try (DirectoryLock first = DirectoryLock.acquire(file, LONG)) {
            Thread.currentThread().interrupt();
            // Opening a file channel may notice the interrupt before the waiting does.
            assertThatThrownBy(() -> DirectoryLock.acquire(file, LONG))
                    .isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_in_the_lock_s_place_is_not_followed() throws Exception {
        Path victim = directory.resolve("victim");
        Files.createSymbolicLink(file, victim);

        assertThatThrownBy(() -> DirectoryLock.acquire(file, LONG)).isInstanceOf(IOException.class);
        assertThat(victim).doesNotExist();
    }
}
