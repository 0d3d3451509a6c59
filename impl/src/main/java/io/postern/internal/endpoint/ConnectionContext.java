package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;
import java.time.Duration;

/** Surrounds the callbacks of one connection, and keeps what lives as long as that. */
public interface ConnectionContext {

    /** As {@link CallbackContext#run}. */
    void run(Runnable callbacks);

    /** Runs one callback in a request context of its own, for the connection's peer. */
    void inRequest(Runnable callback);

    /** Called once, as the first callback: inside {@link #inRequest}. */
    default void begin() {}

    /**
     * Called when the identity of the client has ended: inside {@link #inRequest}.
     *
     * @param grace until the session is closed
     */
    default void lapsing(Duration grace) {}

    /**
     * Called once, as the last callback: inside {@link #inRequest}. What runs in it afterwards is
     * no longer the connection's.
     */
    default void end(CloseReason reason) {}
}
