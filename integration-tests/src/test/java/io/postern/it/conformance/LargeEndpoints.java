package io.postern.it.conformance;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Endpoints for messages of 16 MiB. */
public final class LargeEndpoints {

    /** The size of a large message, in bytes. */
    public static final int SIZE = 16 << 20;

    /** Into how many fragments of the same size it is cut. */
    public static final int FRAGMENTS = 4096;

    private LargeEndpoints() {}

    /** Sends each message back in one frame. */
    @ServerEndpoint("/large/echo")
    public static class Echo {

        @OnMessage(maxMessageSize = SIZE)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = SIZE)
        public ByteBuffer binary(ByteBuffer message) {
            return message;
        }
    }

    /** Sends each message back in fragments. */
    @ServerEndpoint("/large/fragments")
    public static class Fragments {

        private static final int LENGTH = SIZE / FRAGMENTS;

        @OnMessage(maxMessageSize = SIZE)
        public void text(String message, Session session) throws IOException {
            for (int from = 0; from < SIZE; from += LENGTH) {
                session.getBasicRemote()
                        .sendText(message.substring(from, from + LENGTH), from + LENGTH == SIZE);
            }
        }

        @OnMessage(maxMessageSize = SIZE)
        public void binary(byte[] message, Session session) throws IOException {
            for (int from = 0; from < SIZE; from += LENGTH) {
                ByteBuffer part = ByteBuffer.wrap(message, from, LENGTH);
                session.getBasicRemote().sendBinary(part, from + LENGTH == SIZE);
            }
        }
    }
}
