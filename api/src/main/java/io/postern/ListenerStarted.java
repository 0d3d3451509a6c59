package io.postern;

import java.util.Objects;

/**
 * CDI event: a listener listens; its address and port can be asked for. It is fired when all
 * listeners of the application are open, on the thread by which the server starts or stops the
 * application; what an observer throws is logged, and the application goes on.
 *
 * @param listener that it is about
 */
public record ListenerStarted(WebSocketListener listener) {

    /** It may not be null. */
    public ListenerStarted {
        Objects.requireNonNull(listener, "listener");
    }
}
