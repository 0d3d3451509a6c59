package io.postern.internal.session;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the messages that were received and not yet handled; reading pauses at the limit and goes
 * on at half of it, so memory cannot grow with a slow endpoint.
 */
final class PendingMessages {

    private final Channel channel;
    private final ReadGate gate;
    private final int limit;
    private final AtomicInteger pending = new AtomicInteger();

    PendingMessages(Channel channel, ReadGate gate, int limit) {
        this.channel = channel;
        this.gate = gate;
        this.limit = limit;
    }

    /** Called on the event loop when a message is handed on. */
    void received() {
        if (pending.incrementAndGet() >= limit) {
            gate.pause(ReadGate.Pause.PENDING_MESSAGES);
        }
    }

    /** Called on any thread when a message has been handled. */
    void handled() {
        if (pending.decrementAndGet() == limit / 2 && channel.isOpen()) {
            channel.eventLoop().execute(this::resume);
        }
    }

    private void resume() {
        if (pending.get() < limit) {
            gate.resume(ReadGate.Pause.PENDING_MESSAGES);
        }
    }
}
