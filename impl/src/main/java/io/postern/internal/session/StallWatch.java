package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connection of a peer that does not read: bytes are waiting and for the whole send
 * time-out none of them could be written. One timer for the session, armed only while bytes wait;
 * it looks four times in a time-out, for a large frame is a long while on its way.
 */
final class StallWatch {

    private static final int LOOKS = 4;

    private final Channel channel;
    private final long timeoutNanos;
    private final LongSupplier unsentBytes;
    private final LongSupplier bufferedBytes;

    /** All fields below belong to the event loop. */
    private @Nullable ScheduledFuture<?> timer;

    private long lastProgress;

    /** What waited for the socket when it was last looked at. */
    private long lastBuffered;

    StallWatch(Channel channel, Duration timeout, LongSupplier unsentBytes) {
        this(channel, timeout, unsentBytes, () -> buffered(channel));
    }

    /**
     * @param unsentBytes of frames that are not written to their end
     * @param bufferedBytes that wait for the socket
     */
    StallWatch(
            Channel channel,
            Duration timeout,
            LongSupplier unsentBytes,
            LongSupplier bufferedBytes) {
        this.channel = channel;
        this.timeoutNanos = timeout.toNanos();
        this.unsentBytes = unsentBytes;
        this.bufferedBytes = bufferedBytes;
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
            lastBuffered = bufferedBytes.getAsLong();
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
        timer =
                channel.eventLoop()
                        .schedule(
                                this::check,
                                Math.min(delayNanos, timeoutNanos / LOOKS),
                                TimeUnit.NANOSECONDS);
    }

    private void check() {
        timer = null;
        if (!channel.isOpen() || unsentBytes.getAsLong() == 0) {
            return;
        }
        long buffered = bufferedBytes.getAsLong();
        if (buffered < lastBuffered) {
            lastProgress = now();
        }
        lastBuffered = buffered;
        long left = timeoutNanos - (now() - lastProgress);
        if (left > 0) {
            schedule(left);
        } else {
            LingeringClose.cut(channel);
        }
    }

    private static long buffered(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
