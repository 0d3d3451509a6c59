package io.postern.internal.session;

import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import java.time.Duration;

/** Configurations that differ from the documented defaults in one thing. */
final class TestConfigs {

    static final MessageLimits MESSAGES =
            new MessageLimits(65_536, 65_536, 128, Duration.ofSeconds(30), 16);
    static final DrainConfig DRAIN = new DrainConfig(Duration.ofSeconds(25), 1001, Duration.ZERO);
    static final SendLimits SENDING =
            new SendLimits(1 << 20, Duration.ofSeconds(20), SendOverflow.CLOSE);
    static final SessionConfig DEFAULT = of(MESSAGES, SENDING, Duration.ZERO);

    private TestConfigs() {}

    static SessionConfig messages(MessageLimits messages) {
        return of(messages, SENDING, Duration.ZERO);
    }

    static SessionConfig sending(SendLimits sending) {
        return of(MESSAGES, sending, Duration.ZERO);
    }

    static SessionConfig idle(Duration idleTimeout) {
        return of(MESSAGES, SENDING, idleTimeout);
    }

    private static SessionConfig of(
            MessageLimits messages, SendLimits sending, Duration idleTimeout) {
        return new SessionConfig(messages, sending, idleTimeout, Duration.ofSeconds(10), DRAIN);
    }
}
