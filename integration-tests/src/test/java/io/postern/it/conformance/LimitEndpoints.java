package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** Endpoints that take messages up to a size, and answer with the size. */
public final class LimitEndpoints {

    private LimitEndpoints() {}

    /** Notes how it ends. */
    @ServerEndpoint("/limit/ten/{name}")
    public static class Ten {

        @Inject Notes notes;

        @OnMessage(maxMessageSize = 10)
        public int text(String message) {
            return message.length();
        }

        @OnMessage(maxMessageSize = 10)
        public int binary(byte[] message) {
            return message.length;
        }

        @OnError
        public void error(Throwable error, @PathParam("name") String name) {
            notes.add(name + " got an error");
        }

        @OnClose
        public void close(CloseReason reason, @PathParam("name") String name) {
            notes.add(name + " closed");
        }
    }

    /** More than the listener allows to others. */
    @ServerEndpoint("/limit/much/{name}")
    public static class Much {

        @OnMessage(maxMessageSize = 100_000)
        public int text(String message) {
            return message.length();
        }
    }

    @ServerEndpoint("/limit/default/{name}")
    public static class Default {

        @OnMessage
        public int text(String message, Session session) {
            if (message.startsWith("limit ")) {
                session.setMaxTextMessageBufferSize(Integer.parseInt(message.substring(6)));
                return session.getMaxTextMessageBufferSize();
            }
            return message.length();
        }

        @OnMessage
        public int binary(byte[] message, Session session) {
            if (message.length == 1) {
                session.setMaxBinaryMessageBufferSize(message[0]);
                return session.getMaxBinaryMessageBufferSize();
            }
            return message.length;
        }
    }
}
