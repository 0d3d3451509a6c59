package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of a WebSocket session. Every timeout is 1 ms to 365 days.
 *
 * @param messages what may be received
 * @param sending what may wait to be sent
 * @param idleTimeout {@code wss.idle-timeout}: a session without any message is closed after it;
 *     zero for never
 * @param closeTimeout {@code wss.close-timeout}: how long the peer may take to answer a close frame
 * @param drain when the listener stops
 */
public record SessionConfig(
        MessageLimits messages,
        SendLimits sending,
        Duration idleTimeout,
        Duration closeTimeout,
        DrainConfig drain) {

    public SessionConfig {
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(sending, "sending");
        TimeoutRange.requireOrNone("idleTimeout", idleTimeout);
        TimeoutRange.require("closeTimeout", closeTimeout);
        Objects.requireNonNull(drain, "drain");
    }
}
