package io.postern.internal.config;

import io.postern.Dispatch;
import java.time.Duration;
import java.util.Objects;

/**
 * The limits of a WebSocket session, and who calls its endpoint. Every timeout is 1 ms to 365 days.
 *
 * @param receiving what may be received
 * @param sending what may wait to be sent
 * @param silence how long it may be silent
 * @param ending how it ends
 * @param dispatch {@code wss.dispatch}: the threads that call its endpoint
 */
public record SessionConfig(
        ReceiveLimits receiving,
        SendLimits sending,
        SilenceLimits silence,
        EndingConfig ending,
        Dispatch dispatch) {

    public SessionConfig {
        Objects.requireNonNull(receiving, "receiving");
        Objects.requireNonNull(sending, "sending");
        Objects.requireNonNull(silence, "silence");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(dispatch, "dispatch");
    }

    /** What may be received, but for the rate of frames. */
    public MessageLimits messages() {
        return receiving.messages();
    }

    /** {@code wss.close-timeout}. */
    public Duration closeTimeout() {
        return ending.closeTimeout();
    }

    /** When the listener stops. */
    public DrainConfig drain() {
        return ending.drain();
    }
}
