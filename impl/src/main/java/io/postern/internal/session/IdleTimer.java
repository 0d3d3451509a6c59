package io.postern.internal.session;

import io.netty.channel.Channel;
import jakarta.websocket.CloseReason;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that neither side has sent anything for a time. One timer for the session, moved only
 * when it fires. Belongs to the event loop.
 */
final class IdleTimer {

    private final Channel channel;
    private final Consumer<CloseReason> idle;
    private long timeoutNanos;
    private long lastActivity;
    private @Nullable ScheduledFuture<?> timer;

    IdleTimer(Channel channel, Consumer<CloseReason> idle) {
        this.channel = channel;
        this.idle = idle;
    }

    /** Starts, changes or, with 0, stops the timer; the time counts from now. */
    void start(long timeoutMillis) {
        stop();
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (timeoutNanos > 0 && channel.isOpen()) {
            lastActivity = now();
            schedule(timeoutNanos);
        }
    }

    void activity() {
        if (timer != null) {
            lastActivity = now();
        }
    }

    void stop() {
        ScheduledFuture<?> pending = timer;
        timer = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void schedule(long delayNanos) {
        timer = channel.eventLoop().schedule(this::check, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        long left = timeoutNanos - (now() - lastActivity);
        if (left > 0) {
            schedule(left);
        } else {
            timer = null;
            idle.accept(
                    new CloseReason(
                            CloseReason.CloseCodes.GOING_AWAY,
                            "idle for " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms"));
        }
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
