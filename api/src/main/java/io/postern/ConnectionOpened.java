package io.postern;

import jakarta.websocket.Session;
import java.util.Objects;

/**
 * CDI event: a connection has become a WebSocket session. It is fired before {@code @OnOpen}, as
 * the first callback of the connection: on the thread, with the request context and the {@link
 * ConnectionScoped} beans that this one has. An observer that takes long delays its own connection
 * alone, but where {@link Dispatch} chooses an event loop all that are served there. What it throws
 * is logged, and the connection goes on.
 *
 * @param listener the name of the listener that it came by
 * @param session open, and able to send
 */
public record ConnectionOpened(String listener, Session session) {

    /** None of them may be null. */
    public ConnectionOpened {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(session, "session");
    }
}
