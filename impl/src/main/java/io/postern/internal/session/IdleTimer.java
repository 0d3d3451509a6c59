package io.postern.internal.session;

import io.netty.channel.Channel;
import jakarta.websocket.CloseReason;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that neither side has sent a message for a time, which stands while the connection is not
 * read: then messages are waiting. One timer for the session, moved only when it fires. Belongs to
 * the event loop.
 */
final class IdleTimer {

    private final Channel channel;
    private final ReadGate gate;
    private final Consumer<CloseReason> idle;
    private long timeoutNanos;
    private long lastActivity;
    private @Nullable ScheduledFuture<?> timer;

    IdleTimer(Channel channel, ReadGate gate, Consumer<CloseReason> idle) {
        this.channel = channel;
        this.gate = gate;
        this.idle = idle;
    }

    /** Starts, changes or, with 0, stops the timer; the time counts from now. */
    void start(long timeoutMillis) {
        stop();
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (timeoutNanos > 0 && channel.isOpen()) {
            lastActivity = gate.nanoTime();
            schedule(timeoutNanos);
        }
    }

    void activity() {
        if (timer != null) {
            lastActivity = gate.nanoTime();
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
        timer = gate.schedule(this::check, delayNanos);
    }

    private void check() {
        long left = timeoutNanos - (gate.nanoTime() - lastActivity);
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
}
