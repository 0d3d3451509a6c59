package io.postern;

import java.util.Objects;

/**
 * CDI event: a listener is about to stop accepting connections and to close its sessions. It is
 * fired before its first session is told to close, on the thread by which the server starts or
 * stops the application; what an observer throws is logged, and the application goes on.
 *
 * @param listener that it is about
 */
public record ListenerDraining(WebSocketListener listener) {

    /** It may not be null. */
    public ListenerDraining {
        Objects.requireNonNull(listener, "listener");
    }
}
