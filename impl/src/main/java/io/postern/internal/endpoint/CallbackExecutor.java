package io.postern.internal.endpoint;

import static io.postern.internal.endpoint.EndpointLog.LOG;

import io.postern.Dispatch;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of one connection in order and never two at once. What is waiting when a task
 * starts is drained in that task, so the hop to another thread is paid once for a burst.
 */
public final class CallbackExecutor {

    /** After so many callbacks the thread goes to another connection first. */
    private static final int BURST = 64;

    /** So many wait on the calling thread; fewer than what pauses reading. */
    private static final int BURST_HERE = 8;

    private final CallbackThreads threads;
    private final ConnectionContext context;
    private final Queue<Callback> callbacks = new ConcurrentLinkedQueue<>();

    /** Callbacks queued and not yet run; whoever raises it from zero starts the drain. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Where what waits for {@link #drainHere} runs. Belongs to the thread of that. */
    private @Nullable Dispatch hereOn;

    private int here;

    private record Callback(Dispatch on, Runnable task) {}

    /**
     * Queues the callbacks of one connection.
     *
     * @param threads run application code
     * @param context surrounds application code
     */
    public CallbackExecutor(CallbackThreads threads, ConnectionContext context) {
        this.threads = threads;
        this.context = context;
    }

    /** What surrounds the callbacks. */
    ConnectionContext context() {
        return context;
    }

    /**
     * Queues a callback; it must not throw. May be called from any thread, in a callback of another
     * connection as well: it never runs inside.
     */
    public void execute(Dispatch on, Runnable callback) {
        if (add(on, callback)) {
            drainOn(on);
        }
    }

    /**
     * As {@link #execute}, but where nothing waits and the calling thread is the right one, the
     * callback waits for {@link #drainHere}: the hop is what is saved. Always called by the same
     * thread, and not in a callback.
     */
    void executeHere(Dispatch on, Runnable callback) {
        if (add(on, callback)) {
            if (!threads.isHere(on)) {
                drainOn(on);
                return;
            }
            hereOn = on;
        }
        if (hereOn != null && ++here >= BURST_HERE) {
            drainHere();
        }
    }

    /** Runs on the calling thread what was left to it; called by the thread of the other one. */
    void drainHere() {
        Dispatch on = hereOn;
        if (on != null) {
            hereOn = null;
            here = 0;
            drain(on);
        }
    }

    /** Says whether somebody has to start. */
    private boolean add(Dispatch on, Runnable callback) {
        callbacks.add(new Callback(on, callback));
        return waiting.getAndIncrement() == 0;
    }

    private void drainOn(Dispatch on) {
        threads.of(on).execute(() -> drain(on));
    }

    private void drain(Dispatch on) {
        Burst burst = new Burst(on);
        try {
            context.run(burst);
        } finally {
            if (waiting.addAndGet(-burst.done) > 0 && burst.ran) {
                Callback next = callbacks.peek();
                drainOn(next == null ? on : next.on());
            }
        }
    }

    /** Whatever goes wrong here, the callbacks behind it must run: the last one is the close. */
    private void runInRequest(Runnable callback) {
        try {
            context.inRequest(callback);
        } catch (Throwable t) {
            LOG.callbackFailed(t);
        }
    }

    /** As many as wait for the same threads. */
    private final class Burst implements Runnable {

        private final Dispatch on;
        private boolean ran;
        private int done;

        private Burst(Dispatch on) {
            this.on = on;
        }

        @Override
        public void run() {
            ran = true;
            while (done < BURST) {
                @Nullable Callback next = callbacks.peek();
                if (next == null || next.on() != on) {
                    return;
                }
                callbacks.remove();
                runInRequest(next.task());
                done++;
            }
        }
    }
}
