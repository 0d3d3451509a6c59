package io.postern.internal.listener;

import static io.postern.internal.listener.ListenerLog.LOG;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Accepts nothing for a second when a connection could not be accepted. Where file descriptors are
 * used up the next attempt would fail at once, and so would all that follow it. Made beforehand,
 * for then no class can be loaded either. Belongs to the acceptor's event loop.
 */
final class AcceptPause implements Runnable {

    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MESSAGES = Duration.ofMinutes(1);

    private final String listener;
    private @Nullable Channel listening;
    private long failures;
    private boolean logged;
    private long loggedAt;

    AcceptPause(String listener) {
        this.listener = listener;
    }

    /** Something has failed; may be told again during the pause. */
    void begin(Channel channel, Throwable cause) {
        failures++;
        log(channel.eventLoop().ticker(), cause);
        if (channel.config().isAutoRead() && channel.isActive()) {
            channel.config().setAutoRead(false);
            listening = channel;
            channel.eventLoop().schedule(this, LENGTH.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void log(Ticker ticker, Throwable cause) {
        long now = ticker.nanoTime();
        if (!logged || now - loggedAt >= BETWEEN_MESSAGES.toNanos()) {
            LOG.acceptFailed(listener, cause.toString(), failures);
            logged = true;
            loggedAt = now;
            failures = 0;
        }
    }

    /** The pause is over. */
    @Override
    public void run() {
        Channel channel = listening;
        if (channel != null) {
            channel.config().setAutoRead(true);
        }
    }
}
