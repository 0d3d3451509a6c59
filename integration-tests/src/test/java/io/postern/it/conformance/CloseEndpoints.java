package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Endpoints that close their sessions. */
public final class CloseEndpoints {

    private CloseEndpoints() {}

    /** Closes as it is told, "code phrase", and notes how it was closed. */
    @ServerEndpoint("/close/{name}")
    public static class Close {

        @Inject Notes notes;

        @OnMessage
        public String message(String command, Session session) throws IOException {
            String[] words = command.split(" ", 2);
            if (command.equals("close")) {
                session.close();
            } else if (words[0].equals("twice")) {
                session.close(new CloseReason(code(4001), "first"));
                session.close(new CloseReason(code(4002), "second"));
            } else if (words[0].chars().allMatch(Character::isDigit)) {
                CloseReason reason = new CloseReason(code(Integer.parseInt(words[0])), words[1]);
                return Thrown.by(() -> session.close(reason));
            } else {
                return "echo " + command;
            }
            return null;
        }

        /** A code of which the API does not ask whether it may be sent. */
        private static CloseCode code(int code) {
            return () -> code;
        }

        @OnError
        public void error(Throwable error) {
            // The answer to a message that closed the session cannot be sent.
        }

        @OnClose
        public void close(CloseReason reason, @PathParam("name") String name, Session session)
                throws IOException {
            notes.add(
                    "%s closed %d '%s' open %b"
                            .formatted(
                                    name,
                                    reason.getCloseCode().getCode(),
                                    reason.getReasonPhrase(),
                                    session.isOpen()));
            session.close();
        }
    }

    @ServerEndpoint("/close-in-open/{name}")
    public static class CloseInOpen {

        @Inject Notes notes;

        @OnOpen
        public void open(Session session) throws IOException {
            session.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "not now"));
        }

        @OnClose
        public void close(CloseReason reason, @PathParam("name") String name) {
            notes.add(name + " closed " + reason.getCloseCode().getCode());
        }
    }

    /** Returns a value from a method that has closed the session. */
    @ServerEndpoint("/close-and-return")
    public static class CloseAndReturn {

        @Inject Notes notes;

        @OnMessage
        public String message(String text, Session session) throws IOException {
            session.close();
            return "too late";
        }

        @OnError
        public void error(Throwable error) {
            notes.add("the value could not be sent");
        }
    }
}
