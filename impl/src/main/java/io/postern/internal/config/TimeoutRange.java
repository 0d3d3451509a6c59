package io.postern.internal.config;

import java.time.Duration;

/**
 * What a timeout may be: from one millisecond, the resolution of the timers, to 365 days, which
 * keeps every deadline within the range of {@link System#nanoTime()}.
 */
final class TimeoutRange {

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(365);

    static final String RULE = "between 1ms and 365 days";

    private TimeoutRange() {}

    static boolean contains(Duration timeout) {
        return timeout.compareTo(MIN) >= 0 && timeout.compareTo(MAX) <= 0;
    }

    /** Refuses a timeout outside the range with a message that begins with {@code name}. */
    static void require(String name, Duration timeout) {
        if (!contains(timeout)) {
            throw new IllegalArgumentException(name + " must be " + RULE + ", but is " + timeout);
        }
    }

    /** Like {@link #require}, but zero is allowed and means that there is no timeout. */
    static void requireOrNone(String name, Duration timeout) {
        if (!timeout.isZero() && !contains(timeout)) {
            throw new IllegalArgumentException(
                    name + " must be zero (none) or " + RULE + ", but is " + timeout);
        }
    }
}
