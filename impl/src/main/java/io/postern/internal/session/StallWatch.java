package io.postern.internal.session;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connection of a peer that does not read: bytes are waiting and for the whole send
 * time-out none of them could be written. One timer for the session, armed only while bytes wait.
 */
final class StallWatch {

    private final Channel channel;
    private final long timeoutNanos;
    private final LongSupplier unsentBytes;

    /** All fields below belong to the event loop. */
    private @Nullable ScheduledFuture<?> timer;

    private long lastProgress;

    StallWatch(Channel channel, Duration timeout, LongSupplier unsentBytes) {
        this.channel = channel;
        this.timeoutNanos = timeout.toNanos();
        this.unsentBytes = unsentBytes;
        channel.closeFuture().addListener(closed -> stop());
    }

    private void stop() {
        ScheduledFuture<?> pending = timer;
        timer = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** Called on the event loop after something was written. */
    void watch() {
        if (timer == null && channel.isOpen() && unsentBytes.getAsLong() > 0) {
            lastProgress = now();
            schedule(timeoutNanos);
        }
    }

    /** Called when a write has ended. */
    void progress() {
        if (channel.eventLoop().inEventLoop()) {
            lastProgress = now();
        }
    }

    private void schedule(long delayNanos) {
        timer = channel.eventLoop().schedule(this::check, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        timer = null;
        if (!channel.isOpen() || unsentBytes.getAsLong() == 0) {
            return;
        }
        long left = timeoutNanos - (now() - lastProgress);
        if (left > 0) {
            schedule(left);
        } else {
            LingeringClose.cut(channel);
        }
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
