package io.postern.internal.endpoint;

import static io.postern.internal.endpoint.EndpointLog.LOG;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of one connection in order and never two at once. What is waiting when a task
 * starts is drained in that task, so the hop to a worker thread is paid once for a burst.
 */
public final class CallbackExecutor {

    /** After so many callbacks the thread goes to another connection first. */
    private static final int BURST = 64;

    private final Executor workers;
    private final CallbackContext context;
    private final Identity identity;
    private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

    /** Callbacks queued and not yet run; whoever raises it from zero starts the drain. */
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Queues the callbacks of one connection.
     *
     * @param workers run application code
     * @param context surrounds application code
     * @param identity of the peer
     */
    public CallbackExecutor(Executor workers, CallbackContext context, Identity identity) {
        this.workers = workers;
        this.context = context;
        this.identity = identity;
    }

    /** Queues a callback; it must not throw. May be called from any thread. */
    public void execute(Runnable callback) {
        callbacks.add(callback);
        if (waiting.getAndIncrement() == 0) {
            workers.execute(this::drain);
        }
    }

    private void drain() {
        Burst burst = new Burst();
        try {
            context.run(burst);
        } finally {
            if (waiting.addAndGet(-burst.done) > 0 && burst.done > 0) {
                workers.execute(this::drain);
            }
        }
    }

    /** Whatever goes wrong here, the callbacks behind it must run: the last one is the close. */
    private void runInRequest(Runnable callback) {
        try {
            context.inRequest(identity, callback);
        } catch (Throwable t) {
            LOG.callbackFailed(t);
        }
    }

    private final class Burst implements Runnable {

        private int done;

        @Override
        public void run() {
            while (done < BURST) {
                @Nullable Runnable callback = callbacks.poll();
                if (callback == null) {
                    return;
                }
                runInRequest(callback);
                done++;
            }
        }
    }
}
