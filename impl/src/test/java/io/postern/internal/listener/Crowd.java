package io.postern.internal.listener;

import io.netty.pkitesting.X509Bundle;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Clients that enter and leave all the time, one after the other on each of a few threads. */
final class Crowd implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong entered = new AtomicLong();
    private final Queue<Throwable> turnedAway = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /**
     * Begins.
     *
     * @param callers with one thread each
     * @param identity that all of them present
     */
    Crowd(List<Caller> callers, X509Bundle identity) {
        callers.forEach(caller -> threads.execute(() -> visit(caller, identity)));
    }

    private void visit(Caller caller, X509Bundle identity) {
        try {
            SSLContext tls = caller.pki().clientTls(identity);
            while (!over) {
                caller.enter(tls);
                entered.incrementAndGet();
            }
        } catch (Exception e) {
            turnedAway.add(e);
        }
    }

    /** How many have been in. */
    long entered() {
        return entered.get();
    }

    /** Why some were not let in, or not served; each ends a thread. */
    List<Throwable> turnedAway() {
        return List.copyOf(turnedAway);
    }

    /** Waits until the last client has left. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("clients have not left after 30 s");
        }
    }
}
