package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How many connections negotiate (TLS handshake and upgrade) at once, and for how long.
 *
 * @param parallel {@code wss.negotiation.parallel}: negotiations in progress, at least 1
 * @param queueCapacity {@code wss.negotiation.queue-capacity}: connections that wait for their
 *     turn; 0 lets none wait
 * @param timeout {@code wss.negotiation.timeout}: from accept to {@code 101 Switching Protocols},
 *     waiting included; 1 ms to 365 days
 * @param overflow {@code wss.negotiation.overflow}: who is refused when the queue is full
 */
public record NegotiationConfig(
        int parallel, int queueCapacity, Duration timeout, Overflow overflow) {

    public NegotiationConfig {
        IntRange.POSITIVE.require("parallel", parallel);
        IntRange.NOT_NEGATIVE.require("queueCapacity", queueCapacity);
        TimeoutRange.require("timeout", timeout);
        Objects.requireNonNull(overflow, "overflow");
    }
}
