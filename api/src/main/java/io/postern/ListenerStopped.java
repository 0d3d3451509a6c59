package io.postern;

import java.util.Objects;

/**
 * CDI event: a listener has stopped; its port is free, its sessions and threads have ended. It is
 * fired when all listeners of the application have stopped, on the thread by which the server
 * starts or stops the application; what an observer throws is logged, and the application goes on.
 *
 * @param listener that it is about
 */
public record ListenerStopped(WebSocketListener listener) {

    /** It may not be null. */
    public ListenerStopped {
        Objects.requireNonNull(listener, "listener");
    }
}
