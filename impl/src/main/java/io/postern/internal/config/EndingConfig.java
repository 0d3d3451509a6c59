package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How sessions end.
 *
 * @param closeTimeout {@code wss.close-timeout}: how long the peer may take to answer a close
 *     frame; 1 ms to 365 days
 * @param drain when the listener stops
 * @param identityGrace {@code wss.identity.grace}: from the end of the identity of a client to the
 *     end of its session; zero for none
 */
public record EndingConfig(Duration closeTimeout, DrainConfig drain, Duration identityGrace) {

    public EndingConfig {
        TimeoutRange.require("closeTimeout", closeTimeout);
        Objects.requireNonNull(drain, "drain");
        TimeoutRange.requireOrNone("identityGrace", identityGrace);
    }

    /** Without a grace. */
    public EndingConfig(Duration closeTimeout, DrainConfig drain) {
        this(closeTimeout, drain, Duration.ZERO);
    }
}
