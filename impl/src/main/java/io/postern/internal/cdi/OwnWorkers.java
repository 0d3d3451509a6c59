package io.postern.internal.cdi;

import io.postern.internal.tls.OwnedThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for endpoints where the server has none to give. Its queue needs no bound: a connection
 * has at most one task in it, and connections are bounded. Threads are made when needed and end
 * when idle.
 */
final class OwnWorkers implements Executor {

    /** Enough that some callbacks may block while others run. */
    static final int THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OwnedThreads threads = new OwnedThreads("postern-worker-");
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(
                    THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);

    OwnWorkers() {
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Lets what runs come to its end, interrupts it where it does not, waits for the threads. */
    void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
            threads.join(PATIENCE);
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
