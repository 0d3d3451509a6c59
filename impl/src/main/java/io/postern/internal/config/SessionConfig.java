package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of a WebSocket session. Every timeout is 1 ms to 365 days.
 *
 * @param receiving what may be received
 * @param sending what may wait to be sent
 * @param silence how long it may be silent
 * @param closeTimeout {@code wss.close-timeout}: how long the peer may take to answer a close frame
 * @param drain when the listener stops
 */
public record SessionConfig(
        ReceiveLimits receiving,
        SendLimits sending,
        SilenceLimits silence,
        Duration closeTimeout,
        DrainConfig drain) {

    public SessionConfig {
        Objects.requireNonNull(receiving, "receiving");
        Objects.requireNonNull(sending, "sending");
        Objects.requireNonNull(silence, "silence");
        TimeoutRange.require("closeTimeout", closeTimeout);
        Objects.requireNonNull(drain, "drain");
    }

    /** What may be received, but for the rate of frames. */
    public MessageLimits messages() {
        return receiving.messages();
    }
}
