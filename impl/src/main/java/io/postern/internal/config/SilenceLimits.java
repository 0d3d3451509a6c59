package io.postern.internal.config;

import io.postern.PingMode;
import java.time.Duration;
import java.util.Objects;

/**
 * How long a session may be silent.
 *
 * @param mode {@code wss.ping.mode}: when the peer is asked for a sign of life
 * @param pingTimeout {@code wss.ping.timeout}: a peer without a sign of life for so long is closed;
 *     1 ms to 365 days; without effect when the mode is off
 * @param idleTimeout {@code wss.idle-timeout}: a session without any message is closed after it;
 *     zero for never
 */
public record SilenceLimits(PingMode mode, Duration pingTimeout, Duration idleTimeout) {

    public SilenceLimits {
        Objects.requireNonNull(mode, "mode");
        TimeoutRange.require("pingTimeout", pingTimeout);
        TimeoutRange.requireOrNone("idleTimeout", idleTimeout);
    }
}
