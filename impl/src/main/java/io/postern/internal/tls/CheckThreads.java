package io.postern.internal.tls;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which handshakes wait for what may block: path validation, revocation, validators.
 * They end when nothing is to be done, and none of them outlives {@link #close}.
 */
final class CheckThreads implements Executor, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OwnedThreads threads;
    private final ThreadPoolExecutor pool;

    CheckThreads(String name, int size) {
        threads = new OwnedThreads("postern-" + name + "-");
        pool =
                new ThreadPoolExecutor(
                        size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Interrupts what still runs: its connections have ended. */
    @Override
    public void close() throws InterruptedException {
        pool.shutdownNow();
        threads.join(PATIENCE);
    }
}
