package io.postern.internal.upgrade;

import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The tasks, one after the other, in which it is decided about one client. Thread-safe. */
final class InterruptibleTasks implements Executor {

    private final Executor workers;
    private @Nullable FutureTask<?> last;
    private boolean abandoned;

    InterruptibleTasks(Executor workers) {
        this.workers = workers;
    }

    /** Has a worker run it, or drops it when nobody waits any more. */
    @Override
    public void execute(Runnable command) {
        FutureTask<?> task = new FutureTask<@Nullable Void>(command, null);
        synchronized (this) {
            if (abandoned) {
                return;
            }
            last = task;
        }
        workers.execute(task);
    }

    /** Nobody waits any more: the task that runs is interrupted, and none follows it. */
    synchronized void abandon() {
        abandoned = true;
        FutureTask<?> running = last;
        if (running != null) {
            running.cancel(true);
        }
    }
}
