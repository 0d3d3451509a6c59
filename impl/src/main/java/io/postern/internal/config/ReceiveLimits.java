package io.postern.internal.config;

import java.util.Objects;

/**
 * What a session takes from its peer.
 *
 * @param messages how large they may be, and how many may wait
 * @param rates how fast frames may come
 */
public record ReceiveLimits(MessageLimits messages, FrameRates rates) {

    public ReceiveLimits {
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(rates, "rates");
    }
}
