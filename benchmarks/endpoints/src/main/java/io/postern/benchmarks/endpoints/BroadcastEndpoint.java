package io.postern.benchmarks.endpoints;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/**
 * Sends what it gets to all that are connected, its sender among them, as the standard API does it.
 */
@ServerEndpoint("/broadcast")
public class BroadcastEndpoint {

    private static final String OUTBOX = "outbox";

    /** Before this a session is open, but cannot be sent to. */
    @OnOpen
    public void open(Session session) {
        session.getUserProperties().put(OUTBOX, new Outbox(session));
    }

    /** Sends it to all without waiting for any. */
    @OnMessage
    public void text(String text, Session sender) {
        for (Session session : sender.getOpenSessions()) {
            if (session.getUserProperties().get(OUTBOX) instanceof Outbox outbox) {
                outbox.send(text);
            }
        }
    }
}
