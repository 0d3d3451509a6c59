package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.ConnectionRefused;
import io.postern.internal.endpoint.Identity;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's observers what has happened, one event after another, on a worker thread.
 * Refusals come as fast as clients connect, so only so many of them wait. Thread-safe.
 */
final class ApplicationEvents implements Consumer<Object> {

    static final int MAX_REFUSALS = 1024;

    /** Events that are told before other tasks get the thread. */
    private static final int AT_ONCE = 256;

    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(10);

    private final BeanManager beans;
    private final ContainerServices services;

    /** Whether anybody observes events of a class. */
    private final Map<Class<?>, Boolean> observed = new ConcurrentHashMap<>();

    /** All below is guarded by this. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private long dropped;
    private boolean delivering;

    private long failures;
    private long failureLoggedAt;

    ApplicationEvents(BeanManager beans, ContainerServices services) {
        this.beans = beans;
        this.services = services;
    }

    /** Does not block: what cannot be told now waits, or is dropped. */
    @Override
    public void accept(Object event) {
        if (observed.computeIfAbsent(event.getClass(), type -> isObserved(event)) && add(event)) {
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

    private boolean isObserved(Object event) {
        return !beans.resolveObserverMethods(event).isEmpty();
    }

    /** Says whether nobody is delivering yet. */
    private synchronized boolean add(Object event) {
        if (event instanceof ConnectionRefused && waiting.size() >= MAX_REFUSALS) {
            dropped++;
            return false;
        }
        waiting.add(event);
        boolean first = !delivering;
        delivering = true;
        return first;
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
            services.inRequest(Identity.NONE, () -> tell(event));
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

    /** Whatever an observer throws, an error included, the next event is told. */
    private void tell(Object event) {
        try {
            beans.getEvent().fire(event);
        } catch (Throwable e) {
            long count = countFailure(event);
            if (count > 0) {
                LOG.observerFailed(e, event.getClass().getSimpleName(), count);
            }
        }
    }

    /** Returns how many there have been, or 0 when a flood of them was mentioned a moment ago. */
    private synchronized long countFailure(Object event) {
        failures++;
        long now = System.nanoTime();
        boolean lately = failures > 1 && now - failureLoggedAt < BETWEEN_MESSAGES.toNanos();
        if (event instanceof ConnectionRefused && lately) {
            return 0;
        }
        failureLoggedAt = now;
        return failures;
    }
}
