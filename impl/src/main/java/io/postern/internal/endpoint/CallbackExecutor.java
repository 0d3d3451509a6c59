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

    /** A row of so many is started: a large read would keep its first message waiting. */
    private static final int ROW = 8;

    private final CallbackThreads threads;
    private final ConnectionContext context;
    private final Queue<Callback> callbacks = new ConcurrentLinkedQueue<>();

    /** Callbacks queued and not yet run; whoever raises it from zero sees to the drain. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Where the row runs that was begun and is not started. Belongs to the thread of its end. */
    private @Nullable Dispatch row;

    private int inRow;

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
     * As {@link #execute}, but where nothing waits, the callback begins a row that is not started
     * before {@link #endRow}: one hop for all that one read brings, or none where the calling
     * thread is the right one. Always called by the same thread, and not in a callback.
     */
    void executeInRow(Dispatch on, Runnable callback) {
        if (add(on, callback)) {
            row = on;
        }
        if (row != null && ++inRow >= ROW) {
            endRow();
        }
    }

    /** Starts the row, if one was begun; called by the thread of {@link #executeInRow}. */
    void endRow() {
        Dispatch on = row;
        if (on == null) {
            return;
        }
        row = null;
        inRow = 0;
        if (threads.isHere(on)) {
            drain(on);
        } else {
            drainOn(on);
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
