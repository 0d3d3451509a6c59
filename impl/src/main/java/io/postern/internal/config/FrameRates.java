package io.postern.internal.config;

/**
 * How many frames of one session are read in a second; {@link SocketConfig#NO_LIMIT} for any
 * number. Beyond it reading pauses, and a peer that goes on for long is closed with code 1008.
 *
 * @param data {@code wss.max-frame-rate}: text, binary and continuation frames, at least 1
 * @param control {@code wss.max-control-frame-rate}: ping, pong and close frames, at least 1
 */
public record FrameRates(int data, int control) {

    public FrameRates {
        IntRange.POSITIVE.require("data", data);
        IntRange.POSITIVE.require("control", control);
    }
}
