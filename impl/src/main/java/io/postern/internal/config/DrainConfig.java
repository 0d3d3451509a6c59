package io.postern.internal.config;

import java.time.Duration;

/**
 * How a listener stops.
 *
 * @param timeout {@code wss.drain-timeout}: how long all sessions together may take to close; 1 ms
 *     to 365 days
 * @param closeCode {@code wss.drain-close-code}: what they are told, 1001 or 1012
 * @param jitter {@code wss.drain-jitter}: over which time they are told it, at most; zero for all
 *     at once
 */
public record DrainConfig(Duration timeout, int closeCode, Duration jitter) {

    static final int GOING_AWAY = 1001;
    static final int SERVICE_RESTART = 1012;

    public DrainConfig {
        TimeoutRange.require("timeout", timeout);
        if (closeCode != GOING_AWAY && closeCode != SERVICE_RESTART) {
            throw new IllegalArgumentException("closeCode must be 1001 or 1012");
        }
        TimeoutRange.requireOrNone("jitter", jitter);
    }
}
