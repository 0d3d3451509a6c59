package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How changes of certificates are noticed.
 *
 * @param interval {@code wss.tls.reload-interval}: between two looks, 100 ms to 365 days; empty for
 *     never
 * @param onTrustChange {@code wss.tls.on-trust-change}
 */
public record ReloadConfig(Optional<Duration> interval, OnTrustChange onTrustChange) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    static final String INTERVAL_RULE = "between 100ms and 365 days";

    public ReloadConfig {
        if (interval.filter(time -> !isInterval(time)).isPresent()) {
            throw new IllegalArgumentException(
                    "interval must be " + INTERVAL_RULE + ", but is " + interval.get());
        }
        Objects.requireNonNull(onTrustChange, "onTrustChange");
    }

    static boolean isInterval(Duration time) {
        return time.compareTo(SHORTEST) >= 0 && TimeoutRange.contains(time);
    }

    /** What holds where nothing is configured. */
    public static final ReloadConfig STANDARD =
            new ReloadConfig(Optional.of(Duration.ofSeconds(10)), OnTrustChange.KEEP);
}
