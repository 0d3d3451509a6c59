package io.postern.internal.session;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether the connection is read: while nobody has a reason to pause. It has a clock that stands
 * meanwhile, for a peer must not be judged by what was not read of it. Belongs to the event loop.
 */
final class ReadGate {

    /** Why reading pauses. */
    enum Pause {
        PENDING_MESSAGES,
        FRAME_RATE
    }

    /** How often a timer looks while the clock stands. */
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final Channel channel;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private long pausedSince;
    private long pausedNanos;

    ReadGate(Channel channel) {
        this.channel = channel;
    }

    void pause(Pause reason) {
        if (pauses.isEmpty()) {
            pausedSince = now();
        }
        pauses.add(reason);
        channel.config().setAutoRead(false);
    }

    /** Goes on reading, unless there is another reason not to. */
    void resume(Pause reason) {
        if (pauses.remove(reason) && pauses.isEmpty()) {
            pausedNanos += now() - pausedSince;
            channel.config().setAutoRead(true);
        }
    }

    /** How long the connection has been read, from any moment on. */
    long nanoTime() {
        long now = now();
        return now - pausedNanos - (pauses.isEmpty() ? 0 : now - pausedSince);
    }

    /** How long all pauses together were that are over. */
    long pausedNanos() {
        return pausedNanos;
    }

    /** Runs {@code look} when {@link #nanoTime()} may have advanced by {@code nanos}. */
    ScheduledFuture<?> schedule(Runnable look, long nanos) {
        long delay = pauses.isEmpty() ? nanos : Math.max(nanos, LOOK);
        return channel.eventLoop().schedule(look, delay, TimeUnit.NANOSECONDS);
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
