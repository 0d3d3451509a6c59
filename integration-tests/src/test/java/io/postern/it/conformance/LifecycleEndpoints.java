package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints that tell when they are called, and with what. */
public final class LifecycleEndpoints {

    private LifecycleEndpoints() {}

    /** Greets as it opens, counts its messages and notes how it was closed. */
    @ServerEndpoint("/life/{name}")
    public static class Life {

        private Session opened;
        private int messages;

        @Inject Notes notes;

        @OnOpen
        public void open(EndpointConfig config, @PathParam("name") String name, Session session)
                throws IOException {
            opened = session;
            session.getUserProperties().put("name", name);
            session.getBasicRemote().sendText("open " + session.isOpen() + " " + session.getId());
        }

        @OnMessage
        public String message(Session session, String question) throws IOException {
            return switch (question) {
                case "same session" -> String.valueOf(session == opened);
                case "count" -> String.valueOf(++messages);
                case "close" -> {
                    session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "enough"));
                    yield null;
                }
                default -> throw new IllegalArgumentException(question);
            };
        }

        @OnClose
        public void close(CloseReason reason, @PathParam("name") String name, Session session) {
            notes.add(
                    "%s closed %d %s, same session %b, property %s"
                            .formatted(
                                    name,
                                    reason.getCloseCode().getCode(),
                                    reason.getReasonPhrase(),
                                    session == opened,
                                    session.getUserProperties().get("name")));
        }
    }

    /** Has no method that takes a parameter, and none for errors. */
    @ServerEndpoint("/bare")
    public static class Bare {

        @Inject Notes notes;

        @OnOpen
        public void open() {
            notes.add("bare opened");
        }

        @OnClose
        public void close() {
            notes.add("bare closed");
        }
    }

    /** Fails while it closes. */
    @ServerEndpoint("/failing-close/{name}")
    public static class FailingClose {

        private Session opened;

        @Inject Notes notes;

        @OnOpen
        public void open(Session session) {
            opened = session;
        }

        @OnClose
        public void close() throws IOException {
            throw new IOException("no way to close");
        }

        @OnError
        public void error(@PathParam("name") String name, Throwable error, Session session) {
            notes.add("%s got %s, same session %b".formatted(name, error, session == opened));
        }
    }

    /** Opens only when a later connection says so. */
    @ServerEndpoint("/gate/{name}")
    public static class Gate {

        private static final CountDownLatch OPENED = new CountDownLatch(1);

        @Inject Notes notes;

        @OnOpen
        public void open(@PathParam("name") String name) throws InterruptedException {
            if (name.equals("waiting")) {
                notes.add("gate begins to open");
                OPENED.await();
                notes.add("gate is open");
            }
        }

        @OnMessage
        public String message(String text) {
            OPENED.countDown();
            return "released";
        }

        @OnClose
        public void close(@PathParam("name") String name) {
            notes.add("gate closes " + name);
        }
    }

    /** Notices when two of its methods run at a time. */
    @ServerEndpoint("/alone")
    public static class Alone {

        private final AtomicInteger inside = new AtomicInteger();
        private int overlaps;

        @OnOpen
        public void open() {
            work();
        }

        @OnMessage
        public String message(String text) {
            work();
            return text + " " + overlaps;
        }

        @OnMessage
        public void message(byte[] bytes) {
            work();
        }

        private void work() {
            if (inside.incrementAndGet() > 1) {
                overlaps++;
            }
            Thread.yield();
            inside.decrementAndGet();
        }
    }
}
