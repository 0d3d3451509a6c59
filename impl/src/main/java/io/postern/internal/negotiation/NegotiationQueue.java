package io.postern.internal.negotiation;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The permits to negotiate and the bounded queue of those who wait for one, first come first
 * served. Knows neither Netty nor time; never blocks for longer than it takes to move an entry.
 * Thread-safe.
 */
public final class NegotiationQueue {

    /** One who asks for a permit. Its methods are called without any lock, on any thread. */
    public interface Applicant {

        /** It has a permit now, until it {@linkplain NegotiationQueue#leave leaves}. */
        void permitted();

        /** It was turned away, or out of the queue, because the queue is full. */
        void overflowed();
    }

    private final NegotiationConfig config;
    private final Set<Applicant> permitted = new HashSet<>();
    private final Set<Applicant> waiting = new LinkedHashSet<>();

    public NegotiationQueue(NegotiationConfig config) {
        this.config = config;
    }

    /** Asks for a permit. The answer may come before this returns. */
    public void enter(Applicant applicant) {
        @Nullable Applicant overflowed = null;
        boolean admitted;
        synchronized (this) {
            admitted = permitted.size() < config.parallel();
            if (admitted) {
                permitted.add(applicant);
            } else {
                overflowed = enqueue(applicant);
            }
        }
        if (admitted) {
            applicant.permitted();
        }
        if (overflowed != null) {
            overflowed.overflowed();
        }
    }

    private @Nullable Applicant enqueue(Applicant applicant) {
        if (waiting.size() < config.queueCapacity()) {
            waiting.add(applicant);
            return null;
        }
        if (config.overflow() == Overflow.REFUSE_NEWEST || waiting.isEmpty()) {
            return applicant;
        }
        Applicant oldest = takeOldest();
        waiting.add(applicant);
        return oldest;
    }

    /**
     * Gives up a permit or a place in the queue, and passes a permit to the one who has waited
     * longest. Does nothing for one who has neither, so it may be called on every way out.
     */
    public void leave(Applicant applicant) {
        @Nullable Applicant next = null;
        synchronized (this) {
            if (permitted.remove(applicant)) {
                if (!waiting.isEmpty()) {
                    next = takeOldest();
                    permitted.add(next);
                }
            } else {
                waiting.remove(applicant);
            }
        }
        if (next != null) {
            next.permitted();
        }
    }

    private Applicant takeOldest() {
        Iterator<Applicant> oldest = waiting.iterator();
        Applicant taken = oldest.next();
        oldest.remove();
        return taken;
    }

    /** How many hold a permit. */
    public synchronized int negotiating() {
        return permitted.size();
    }

    /** How many wait for one. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
