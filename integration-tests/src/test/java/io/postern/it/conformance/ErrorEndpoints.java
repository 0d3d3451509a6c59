package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Endpoints that fail, each in its own way. */
public final class ErrorEndpoints {

    private ErrorEndpoints() {}

    private static void fail(String how) throws IOException {
        switch (how) {
            case "checked" -> throw new IOException("a checked one");
            case "unchecked" -> throw new IllegalStateException("an unchecked one");
            case "error" -> throw new AssertionError("an error");
            default -> {
                // A message that does no harm.
            }
        }
    }

    /** Tells the client of its errors. */
    @ServerEndpoint("/errors/told/{name}")
    public static class Told {

        private Session opened;

        @Inject Notes notes;

        @OnOpen
        public void open(Session session) {
            opened = session;
        }

        @OnMessage
        public String message(String how) throws IOException {
            fail(how);
            return "done " + how;
        }

        @OnError
        public void error(Session session, @PathParam("name") String name, Throwable error)
                throws IOException {
            notes.add(name + " failed with " + error.getClass().getName());
            if (session.isOpen()) {
                session.getBasicRemote()
                        .sendText("%s, same session %b".formatted(error, session == opened));
            }
        }

        @OnClose
        public void close(@PathParam("name") String name, CloseReason reason) {
            notes.add(name + " closed " + reason.getCloseCode().getCode());
        }
    }

    /** Has no method for errors. */
    @ServerEndpoint("/errors/untold")
    public static class Untold {

        @OnMessage
        public String message(String how) throws IOException {
            if (how.startsWith("log ")) {
                throw new IOException(how);
            }
            return "done " + how;
        }
    }

    /** Fails, and fails again when it is told. */
    @ServerEndpoint("/errors/twice")
    public static class Twice {

        private int told;

        @OnMessage
        public String message(String how) throws IOException {
            if (how.startsWith("log ")) {
                throw new IOException("first failure of " + how);
            }
            return "told " + told;
        }

        @OnError
        public void error(Throwable error) {
            told++;
            throw new IllegalStateException("second failure after " + error.getMessage());
        }
    }

    /** Fails while it opens. */
    @ServerEndpoint("/errors/opening/{name}")
    public static class Opening {

        @Inject Notes notes;

        @OnOpen
        public void open(@PathParam("name") String name) throws IOException {
            throw new IOException("cannot open " + name);
        }

        @OnMessage
        public void message(String text) {
            notes.add("opening got " + text);
        }

        @OnError
        public void error(Throwable error, @PathParam("name") String name) {
            notes.add(name + " got " + error);
        }

        @OnClose
        public void close(@PathParam("name") String name) {
            notes.add(name + " closed");
        }
    }
}
