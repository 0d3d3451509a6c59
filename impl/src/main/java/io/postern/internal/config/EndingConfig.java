package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How sessions end.
 *
 * @param closeTimeout {@code wss.close-timeout}: how long the peer may take to answer a close
 *     frame; 1 ms to 365 days
 * @param drain when the listener stops
 */
public record EndingConfig(Duration closeTimeout, DrainConfig drain) {

    public EndingConfig {
        TimeoutRange.require("closeTimeout", closeTimeout);
        Objects.requireNonNull(drain, "drain");
    }
}
