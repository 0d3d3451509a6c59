package io.postern.internal.session;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the messages that were received and not yet handled, so that memory cannot grow with a
 * slow endpoint. Reading pauses when as many wait as may and anything more comes, and goes on when
 * half of them are handled: a peer that keeps to the limit is not paused.
 */
final class PendingMessages {

    private final Channel channel;
    private final ReadGate gate;
    private final int limit;
    private final AtomicInteger pending = new AtomicInteger();

    /** Whether somebody has to be told when half are handled. */
    private volatile boolean paused;

    PendingMessages(Channel channel, ReadGate gate, int limit) {
        this.channel = channel;
        this.gate = gate;
        this.limit = limit;
    }

    /** Called on the event loop when a message is handed on. */
    void received() {
        pending.incrementAndGet();
    }

    /**
     * Whether one more may be received; if not, reading pauses until it may. Called on the event
     * loop.
     */
    boolean hasRoom() {
        if (pending.get() < limit) {
            return true;
        }
        paused = true;
        // Whoever handled one before that was set has told nobody.
        if (pending.get() <= limit / 2) {
            paused = false;
            return true;
        }
        gate.pause(ReadGate.Pause.PENDING_MESSAGES);
        return false;
    }

    /** Called on any thread when a message has been handled. */
    void handled() {
        if (pending.decrementAndGet() == limit / 2 && paused && channel.isOpen()) {
            channel.eventLoop().execute(this::resume);
        }
    }

    private void resume() {
        if (pending.get() < limit) {
            paused = false;
            gate.resume(ReadGate.Pause.PENDING_MESSAGES);
        }
    }
}
