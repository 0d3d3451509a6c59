package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.ConnectionRefused;
import io.postern.RefusalReason;
import io.postern.internal.testing.RecordedLog;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusalLogTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.listener");

    private final Queue<Runnable> windows = new ArrayDeque<>();
    private final RefusalLog refusals = new RefusalLog("here", windows::add);

    @Test
    void each_refusal_has_a_line_with_listener_peer_reason_and_detail() {
        refusals.write(refused(RefusalReason.QUEUE_FULL));
        assertThat(log.lines())
                .containsExactly(
                        "INFO POSTERN2003: Listener 'here' refused /192.0.2.1:4711: QUEUE_FULL,"
                                + " as told");
    }

    @Test
    void a_flood_has_ten_lines_and_one_with_the_sums_when_the_window_ends() {
        for (int i = 0; i < 1_000; i++) {
            refusals.write(refused(RefusalReason.QUEUE_FULL));
            refusals.write(refused(RefusalReason.NOT_TLS));
        }
        assertThat(log.lines()).hasSize(RefusalLog.LINES);
        assertThat(windows).hasSize(1);

        windows.remove().run();

        assertThat(log.lines())
                .hasSize(RefusalLog.LINES + 1)
                .last()
                .isEqualTo(
                        "INFO POSTERN2007: Listener 'here' refused more connections within the"
                                + " last 10 s: QUEUE_FULL 995, NOT_TLS 995");
    }

    @Test
    void the_next_window_has_lines_again_and_forgets_the_sums() {
        for (int i = 0; i < RefusalLog.LINES + 5; i++) {
            refusals.write(refused(RefusalReason.QUEUE_FULL));
        }
        windows.remove().run();
        refusals.write(refused(RefusalReason.NO_ENDPOINT));
        windows.remove().run();
        assertThat(log.lines())
                .hasSize(RefusalLog.LINES + 2)
                .last()
                .asString()
                .contains("NO_ENDPOINT, as told");
        assertThat(windows).isEmpty();
    }

    @Test
    void who_leaves_is_no_refusal_of_ours_and_takes_no_line_from_them() {
        for (int i = 0; i < 100; i++) {
            refusals.write(refused(RefusalReason.PEER_LEFT));
        }
        refusals.write(refused(RefusalReason.QUEUE_FULL));
        assertThat(log.lines().stream().filter(line -> line.startsWith("INFO"))).hasSize(1);
    }

    @Test
    void a_closed_listener_still_writes() {
        RefusalLog closed =
                new RefusalLog(
                        "closed",
                        task -> {
                            throw new RejectedExecutionException();
                        });
        closed.write(refused(RefusalReason.DRAINING));
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void many_threads_write_no_more_lines_than_one() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads =
                java.util.stream.IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        new Thread(
                                                () -> {
                                                    await(start);
                                                    for (int n = 0; n < 500; n++) {
                                                        refusals.write(
                                                                refused(RefusalReason.NOT_TLS));
                                                    }
                                                }))
                        .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        windows.remove().run();
        assertThat(log.lines())
                .hasSize(RefusalLog.LINES + 1)
                .last()
                .asString()
                .contains("NOT_TLS 3990");
        assertThat(windows).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConnectionRefused refused(RefusalReason reason) {
        return new ConnectionRefused(
                "here",
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new InetSocketAddress("192.0.2.1", 4711)),
                "as told");
    }
}
