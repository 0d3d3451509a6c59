package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What may wait to be sent on one session.
 *
 * @param bufferLimit {@code wss.send-buffer-limit}: bytes that wait for the peer to read, at most
 *     {@code Integer.MAX_VALUE - 8}
 * @param timeout {@code wss.send-timeout}: how long a peer may leave them unread before it is
 *     closed; 1 ms to 365 days
 * @param overflow {@code wss.send-overflow}
 */
public record SendLimits(int bufferLimit, Duration timeout, SendOverflow overflow) {

    public SendLimits {
        IntRange.SIZE.require("bufferLimit", bufferLimit);
        TimeoutRange.require("timeout", timeout);
        Objects.requireNonNull(overflow, "overflow");
    }
}
