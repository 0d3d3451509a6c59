package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.ConnectionAdmitted;
import io.postern.ConnectionRefused;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's observers what has happened, one event after another, on a worker thread.
 * Some come as fast as clients connect, so only so many of them wait. Thread-safe.
 */
final class ApplicationEvents implements Consumer<Object> {

    static final int MAX_WAITING = 1024;

    /** Events that are told before other tasks get the thread. */
    private static final int AT_ONCE = 256;

    private final Observers observers;
    private final ContainerServices services;

    /** All below is guarded by this. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private long dropped;
    private boolean delivering;

    ApplicationEvents(ContainerServices services) {
        this.observers = services.observers();
        this.services = services;
    }

    /** Does not block: what cannot be told now waits, or is dropped. */
    @Override
    public void accept(Object event) {
        if (observers.areThereFor(event) && add(event)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            services.workers().execute(() -> services.run(this::deliver));
        } catch (RejectedExecutionException applicationStopped) {
            // With the beans its observers have gone.
            discard();
        }
    }

    /** Says whether nobody is delivering yet. */
    private synchronized boolean add(Object event) {
        if (isAsOftenAsClients(event) && waiting.size() >= MAX_WAITING) {
            dropped++;
            return false;
        }
        waiting.add(event);
        boolean first = !delivering;
        delivering = true;
        return first;
    }

    private static boolean isAsOftenAsClients(Object event) {
        return event instanceof ConnectionRefused || event instanceof ConnectionAdmitted;
    }

    private synchronized void discard() {
        waiting.clear();
        delivering = false;
    }

    private void deliver() {
        for (int told = 0; told < AT_ONCE; told++) {
            Object event = next();
            if (event == null) {
                reportDropped();
                return;
            }
            services.inRequest(() -> observers.tell(event, isAsOftenAsClients(event)));
        }
        reportDropped();
        // Others wait for a thread, too.
        schedule();
    }

    private synchronized @Nullable Object next() {
        Object next = waiting.poll();
        delivering = next != null;
        return next;
    }

    private void reportDropped() {
        long lost = takeDropped();
        if (lost > 0) {
            LOG.eventsDropped(lost);
        }
    }

    private synchronized long takeDropped() {
        long lost = dropped;
        dropped = 0;
        return lost;
    }
}
