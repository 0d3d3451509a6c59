package io.postern.internal.endpoint;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps a fault that every client may cause from filling the log: the first is logged, and then no
 * more than one in {@link #BETWEEN_MESSAGES}, with the number of those since. Thread-safe.
 */
public final class LogRate {

    /** From one message to the next. */
    public static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private long faults;
    private boolean logged;
    private long loggedAt;

    /** By the time of this machine. */
    public LogRate() {
        this(System::nanoTime);
    }

    /** By this time. */
    public LogRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A fault has occurred.
     *
     * @param message logs it, if it is time to, and is given how many there were since the last
     *     message, this one included
     */
    public void log(LongConsumer message) {
        long since = due();
        if (since > 0) {
            message.accept(since);
        }
    }

    /** Zero when it is too early for another message. */
    private synchronized long due() {
        faults++;
        long now = nanoTime.getAsLong();
        if (logged && now - loggedAt < BETWEEN_MESSAGES.toNanos()) {
            return 0;
        }
        logged = true;
        loggedAt = now;
        long since = faults;
        faults = 0;
        return since;
    }
}
