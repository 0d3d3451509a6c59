package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Makes the threads of a listener and remembers them, so that closing can wait for their real end:
 * an event loop's termination future is done a moment before its thread has ended, and native code
 * must be left before the application's class loader goes.
 */
public final class OwnedThreads implements ThreadFactory {

    private final String prefix;
    private final BiFunction<Runnable, String, ? extends Thread> maker;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param prefix of the threads' names
     */
    public OwnedThreads(String prefix) {
        this(prefix, FastThreadLocalThread::new);
    }

    /**
     * @param prefix of the threads' names
     * @param maker makes a thread for a task, with a name
     */
    public OwnedThreads(String prefix, BiFunction<Runnable, String, ? extends Thread> maker) {
        this.prefix = prefix;
        this.maker = maker;
    }

    @Override
    public Thread newThread(Runnable task) {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        Thread thread = maker.apply(task, prefix + count.incrementAndGet());
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** Waits until all threads have ended, at most for {@code timeout} altogether. */
    public void join(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Thread thread : threads) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            thread.join(Math.max(1, left));
            if (thread.isAlive()) {
                LOG.threadLeft(thread.getName(), timeout.toMillis());
            }
        }
    }
}
