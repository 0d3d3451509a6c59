package io.postern.it.conformance;

import io.postern.Connection;
import io.postern.ConnectionClosed;
import io.postern.ConnectionOpened;
import io.postern.OpenConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.security.Principal;

/** Endpoints that look at their connection, and at those of others. */
public final class ConnectionEndpoints {

    private ConnectionEndpoints() {}

    /** One instance for all, so that what is injected has to follow the callback. */
    @ServerEndpoint("/connection/facts/{who}")
    @ApplicationScoped
    public static class Facts {

        @Inject Session session;
        @Inject Connection connection;
        @Inject Principal principal;

        @OnMessage
        public String message(String question, Session parameter) {
            return switch (question) {
                case "session" ->
                        session.getPathParameters().get("who")
                                + ", "
                                + session.getId().equals(parameter.getId());
                case "connection" ->
                        connection.listener() + ", " + connection.id().equals(parameter.getId());
                case "principal" -> principal();
                default -> "unknown question";
            };
        }

        private String principal() {
            try {
                return principal.getName();
            } catch (IllegalStateException anonymous) {
                return anonymous.getMessage();
            }
        }
    }

    /** Notes what it observes of one kind of session. */
    @ApplicationScoped
    public static class Observer {

        @Inject Notes notes;
        @Inject Connection current;

        void opened(@Observes ConnectionOpened event) {
            note("opened", event.session());
        }

        void closed(@Observes ConnectionClosed event) {
            note("closed " + event.reason().getCloseCode().getCode(), event.session());
        }

        private void note(String what, Session session) {
            String who = session.getPathParameters().get("who");
            if (who != null) {
                boolean inside = current.id().equals(session.getId());
                notes.add(what + " " + who + (inside ? "" : " elsewhere"));
            }
        }
    }

    @ServerEndpoint("/connection/room/{room}")
    public static class Room {

        @Inject OpenConnections connections;

        @OnMessage
        public void message(String text, Session session) {
            OpenConnections room =
                    connections
                            .ofEndpoint(Room.class)
                            .withPathParameter("room", session.getPathParameters().get("room"));
            room.sendText(text + " to " + room.count());
        }
    }
}
