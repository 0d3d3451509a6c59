package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackExecutorStressTest {

    private static final int SUBMITTERS = 8;
    private static final int EACH = 20_000;

    private final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        submitters.shutdownNow();
        workers.shutdownNow();
    }

    /** Written by callbacks without any synchronisation of its own, which is the point. */
    private final List<List<Integer>> seen = new ArrayList<>();

    private final AtomicInteger inside = new AtomicInteger();
    private int overlaps;

    private record Plain() implements ConnectionContext {
        @Override
        public void run(Runnable callbacks) {
            callbacks.run();
        }

        @Override
        public void inRequest(Runnable callback) {
            callback.run();
        }
    }

    @Test
    void many_submitters_lose_nothing_overlap_never_and_keep_their_order() throws Exception {
        CallbackExecutor callbacks = new CallbackExecutor(new OnWorkers(workers), new Plain());
        CountDownLatch done = new CountDownLatch(SUBMITTERS * EACH);
        for (int s = 0; s < SUBMITTERS; s++) {
            seen.add(new ArrayList<>(EACH));
            int submitter = s;
            submitters.execute(
                    () -> {
                        for (int i = 0; i < EACH; i++) {
                            int number = i;
                            callbacks.execute(kind(i), () -> callback(submitter, number, done));
                        }
                    });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all callbacks ran").isTrue();
        assertThat(overlaps).isZero();
        for (List<Integer> numbers : seen) {
            assertThat(numbers).hasSize(EACH).isSorted();
        }
    }

    /** Changes now and then, and for each submitter at another time. */
    private static Dispatch kind(int i) {
        return i / 7 % 3 == 0 ? Dispatch.EVENT_LOOP : Dispatch.MANAGED;
    }

    private void callback(int submitter, int number, CountDownLatch done) {
        if (inside.incrementAndGet() != 1) {
            overlaps++;
        }
        seen.get(submitter).add(number);
        inside.decrementAndGet();
        done.countDown();
    }

    @Test
    void a_callback_on_an_idle_executor_is_never_forgotten() throws Exception {
        CallbackExecutor callbacks = new CallbackExecutor(new OnWorkers(workers), new Plain());
        for (int i = 0; i < 20_000; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            callbacks.execute(Dispatch.MANAGED, ran::countDown);
            assertThat(ran.await(30, TimeUnit.SECONDS)).as("callback %d ran", i).isTrue();
        }
    }
}
