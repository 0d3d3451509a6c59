package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The application's observers. Whatever one throws, an error included, is logged and goes no
 * further. Thread-safe.
 */
final class Observers {

    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(10);

    private final BeanManager beans;

    /** Whether anybody observes events of a class with some qualifiers. */
    private final Map<List<?>, Boolean> observed = new ConcurrentHashMap<>();

    /** Guarded by this, as what follows. */
    private long failures;

    private long failureLoggedAt;

    Observers(BeanManager beans) {
        this.beans = beans;
    }

    /** Whether there is one for such an event. */
    boolean areThereFor(Object event, Annotation... qualifiers) {
        return observed.computeIfAbsent(
                List.of(event.getClass(), List.of(qualifiers)),
                kind -> !beans.resolveObserverMethods(event, qualifiers).isEmpty());
    }

    /** Tells them, on the calling thread; failures of events that may come in floods are summed. */
    void tell(Object event, boolean flood, Annotation... qualifiers) {
        try {
            if (areThereFor(event, qualifiers)) {
                beans.getEvent().select(qualifiers).fire(event);
            }
        } catch (Throwable e) {
            long count = countFailure(flood);
            if (count > 0) {
                LOG.observerFailed(e, event.getClass().getSimpleName(), count);
            }
        }
    }

    /** Returns how many there have been, or 0 when a flood of them was mentioned a moment ago. */
    private synchronized long countFailure(boolean flood) {
        failures++;
        long now = System.nanoTime();
        boolean lately = failures > 1 && now - failureLoggedAt < BETWEEN_MESSAGES.toNanos();
        if (flood && lately) {
            return 0;
        }
        failureLoggedAt = now;
        return failures;
    }
}
