package io.postern.internal.negotiation;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The permits to negotiate and the bounded queue of those who wait for one, first come first
 * served. It consists of the places that its applicants bring, so it holds nothing that grows,
 * however many come. May be used from any thread: what is to be done takes less than handing it to
 * another thread would, so it is done at once, under a lock.
 */
public final class NegotiationQueue {

    /**
     * One who asks for a permit. Its methods are called by whoever made it so, under the queue's
     * lock; none may block.
     */
    interface Applicant {

        /** It has a permit now, until it leaves. */
        void permitted();

        /** It was turned away, or out of the queue, because the queue is full. */
        void overflowed();

        /** Its turn has come, with so little time left that the permit would be wasted on it. */
        void tooLate();
    }

    private final NegotiationConfig config;
    private final LongSupplier nanoTime;

    /** Guards all up to the gauges. */
    private final ReentrantLock lock = new ReentrantLock();

    private final WaitingLine line = new WaitingLine();

    private final TypicalDuration typical;
    private int permits;

    /** Done when nobody negotiates or waits; null while nobody asks. */
    private @Nullable CompletableFuture<@Nullable Void> idle;

    private volatile int negotiating;
    private volatile int waiting;

    /**
     * @param nanoTime the clock that deadlines are told by
     */
    public NegotiationQueue(NegotiationConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        // Who has waited for less than half of its time is never turned away as too late.
        this.typical = new TypicalDuration(config.timeout().toNanos() / 2);
    }

    /**
     * A place for one who was accepted at a time of the queue's clock. It is to {@link #enter} once
     * and then to leave once, in one way or the other, whatever it was told.
     */
    Place place(Applicant applicant, long acceptedAt) {
        return new Place(applicant, acceptedAt + config.timeout().toNanos());
    }

    /** How long a place may still be held, in nanoseconds; negative when its time is over. */
    long remaining(Place place) {
        return place.deadline - nanoTime.getAsLong();
    }

    /** Asks for a permit. */
    void enter(Place place) {
        run(() -> entered(place));
    }

    /** Gives up a permit, or a place in the queue, if it still has one. */
    void leave(Place place) {
        run(() -> left(place));
    }

    /** As {@link #leave}, after a negotiation that has succeeded. */
    void succeed(Place place) {
        run(
                () -> {
                    typical.add(nanoTime.getAsLong() - place.permittedAt);
                    left(place);
                });
    }

    private void run(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    private void entered(Place place) {
        @Nullable Place overflowed = null;
        if (permits < config.parallel()) {
            permit(place);
        } else if (line.length() < config.queueCapacity()) {
            line.add(place);
        } else if (config.queueCapacity() == 0 || config.overflow() == Overflow.REFUSE_NEWEST) {
            place.standing = Place.Standing.GONE;
            overflowed = place;
        } else {
            overflowed = line.takeOldest();
            line.add(place);
        }
        publish();
        if (overflowed != null) {
            overflowed.applicant.overflowed();
        }
    }

    private void left(Place place) {
        if (place.standing == Place.Standing.PERMITTED) {
            place.standing = Place.Standing.GONE;
            permits--;
            passOn();
        } else if (place.standing == Place.Standing.WAITING) {
            line.remove(place);
        }
        publish();
    }

    /** Gives a free permit to the one who has waited longest and can still make use of it. */
    private void passOn() {
        while (permits < config.parallel()) {
            Place oldest = line.takeOldest();
            if (oldest == null) {
                return;
            }
            if (remaining(oldest) < typical.nanos()) {
                oldest.applicant.tooLate();
            } else {
                permit(oldest);
            }
        }
    }

    private void permit(Place place) {
        permits++;
        place.standing = Place.Standing.PERMITTED;
        place.permittedAt = nanoTime.getAsLong();
        place.applicant.permitted();
    }

    private void publish() {
        negotiating = permits;
        waiting = line.length();
        CompletableFuture<@Nullable Void> asked = idle;
        if (asked != null && permits == 0 && waiting == 0) {
            asked.complete(null);
        }
    }

    /** Waits until nobody negotiates or waits any more, at most for so long. */
    public void awaitIdle(Duration atMost) throws InterruptedException {
        CompletableFuture<@Nullable Void> asked = new CompletableFuture<>();
        run(
                () -> {
                    idle = asked;
                    publish();
                });
        try {
            asked.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then they are cut.
        }
    }

    /** How many hold a permit. */
    public int negotiating() {
        return negotiating;
    }

    /** How many wait for one. */
    public int waiting() {
        return waiting;
    }
}
