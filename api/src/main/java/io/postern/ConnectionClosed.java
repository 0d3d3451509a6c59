package io.postern;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.util.Objects;

/**
 * CDI event: a WebSocket session has ended. There is exactly one for each {@link ConnectionOpened}.
 * It is fired after {@code @OnClose}, as the last callback of the connection: on the thread and
 * with the request context that this one has, and before its {@link ConnectionScoped} beans are
 * destroyed. What an observer throws is logged.
 *
 * @param listener the name of the listener that it came by
 * @param session can be asked, and cannot send any more
 * @param reason that {@code @OnClose} was told
 */
public record ConnectionClosed(String listener, Session session, CloseReason reason) {

    /** None of them may be null. */
    public ConnectionClosed {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(reason, "reason");
    }
}
