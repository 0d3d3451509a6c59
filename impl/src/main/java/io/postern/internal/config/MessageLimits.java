package io.postern.internal.config;

import java.time.Duration;

/**
 * What a session may receive. Sizes are in bytes of payload, at most {@code Integer.MAX_VALUE - 8}.
 *
 * @param maxMessageSize {@code wss.max-message-size}: a whole message; beyond: close code 1009
 * @param maxFrameSize {@code wss.max-frame-size}: one frame; beyond: close code 1009
 * @param maxFragments {@code wss.max-fragments}: frames of one message, at least 1; beyond: close
 *     code 1008
 * @param messageTimeout {@code wss.message-timeout}: from the first to the last frame of a
 *     fragmented message; 1 ms to 365 days
 * @param pendingMessages {@code wss.pending-messages}: messages received and not yet handled, at
 *     least 1; beyond, reading pauses
 */
public record MessageLimits(
        int maxMessageSize,
        int maxFrameSize,
        int maxFragments,
        Duration messageTimeout,
        int pendingMessages) {

    public MessageLimits {
        IntRange.SIZE.require("maxMessageSize", maxMessageSize);
        IntRange.SIZE.require("maxFrameSize", maxFrameSize);
        IntRange.POSITIVE.require("maxFragments", maxFragments);
        TimeoutRange.require("messageTimeout", messageTimeout);
        IntRange.POSITIVE.require("pendingMessages", pendingMessages);
    }
}
