package io.postern.internal.session;

import io.postern.Dispatch;
import io.postern.PingMode;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.FrameRates;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.SilenceLimits;
import io.postern.internal.config.SocketConfig;
import java.time.Duration;

/**
 * Configurations that differ from the documented defaults in one thing, and in that nobody is
 * pinged: the peers of tests do not answer.
 */
final class TestConfigs {

    static final MessageLimits MESSAGES =
            new MessageLimits(65_536, 65_536, 128, Duration.ofSeconds(30), 16);
    static final FrameRates RATES = new FrameRates(SocketConfig.NO_LIMIT, 100);
    static final SendLimits SENDING =
            new SendLimits(1 << 20, Duration.ofSeconds(20), SendOverflow.CLOSE);
    static final SilenceLimits NEVER_PINGED =
            new SilenceLimits(PingMode.OFF, Duration.ofSeconds(60), Duration.ZERO);
    static final DrainConfig DRAIN = new DrainConfig(Duration.ofSeconds(25), 1001, Duration.ZERO);
    static final SessionConfig DEFAULT = sending(SENDING);

    private TestConfigs() {}

    static SessionConfig messages(MessageLimits messages) {
        return of(new ReceiveLimits(messages, RATES), SENDING, NEVER_PINGED);
    }

    /** At most so many frames in a second, of either kind. */
    static SessionConfig frames(int data, int control) {
        FrameRates rates = new FrameRates(data, control);
        return of(new ReceiveLimits(MESSAGES, rates), SENDING, NEVER_PINGED);
    }

    static SessionConfig sending(SendLimits sending) {
        return of(new ReceiveLimits(MESSAGES, RATES), sending, NEVER_PINGED);
    }

    static SessionConfig idle(Duration idleTimeout) {
        return silence(new SilenceLimits(PingMode.OFF, Duration.ofSeconds(60), idleTimeout));
    }

    static SessionConfig pings(PingMode mode, Duration timeout) {
        return silence(new SilenceLimits(mode, timeout, Duration.ZERO));
    }

    static SessionConfig silence(SilenceLimits silence) {
        return of(new ReceiveLimits(MESSAGES, RATES), SENDING, silence);
    }

    static SessionConfig of(ReceiveLimits receiving, SendLimits sending, SilenceLimits silence) {
        return new SessionConfig(
                receiving,
                sending,
                silence,
                new EndingConfig(Duration.ofSeconds(10), DRAIN),
                Dispatch.MANAGED);
    }
}
