package io.postern.internal.session;

import jakarta.websocket.CloseReason;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The life of a session: open, closing (one side has said so), closed. It moves forward only, and
 * the reason given first is the one that holds.
 */
final class SessionState {

    private sealed interface Phase {}

    private record Open() implements Phase {}

    private record Closing(CloseReason reason) implements Phase {}

    private record Closed(CloseReason reason) implements Phase {}

    private final AtomicReference<Phase> phase = new AtomicReference<>(new Open());

    boolean isOpen() {
        return phase.get() instanceof Open;
    }

    /** Starts the closing handshake; false when it has already been started. */
    boolean startClosing(CloseReason reason) {
        Phase current = phase.get();
        return current instanceof Open && phase.compareAndSet(current, new Closing(reason));
    }

    /** Marks the connection as gone; {@code otherwise} is the reason if nobody gave one. */
    CloseReason close(CloseReason otherwise) {
        Phase result =
                phase.updateAndGet(
                        current -> {
                            if (current instanceof Closing closing) {
                                return new Closed(closing.reason());
                            }
                            return current instanceof Closed ? current : new Closed(otherwise);
                        });
        return ((Closed) result).reason();
    }
}
