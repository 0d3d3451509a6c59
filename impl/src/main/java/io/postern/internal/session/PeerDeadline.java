package io.postern.internal.session;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The time that the peer has to finish what it has begun; it stands while the connection is not
 * read. One timer, moved only when it fires. Belongs to the event loop.
 */
final class PeerDeadline {

    private final ReadGate gate;
    private final long nanos;
    private final Runnable missed;
    private boolean running;
    private long begun;
    private @Nullable ScheduledFuture<?> timer;

    PeerDeadline(ReadGate gate, Duration time, Runnable missed) {
        this.gate = gate;
        this.nanos = time.toNanos();
        this.missed = missed;
    }

    /** The time counts from now. */
    void begin() {
        running = true;
        begun = gate.nanoTime();
        if (timer == null) {
            timer = gate.schedule(this::look, nanos);
        }
    }

    /** It is finished; the timer is left to run out, for there may be a next time soon. */
    void end() {
        running = false;
    }

    void stop() {
        running = false;
        ScheduledFuture<?> pending = timer;
        timer = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void look() {
        timer = null;
        if (!running) {
            return;
        }
        long left = nanos - (gate.nanoTime() - begun);
        if (left > 0) {
            timer = gate.schedule(this::look, left);
        } else {
            running = false;
            missed.run();
        }
    }
}
