package io.postern.internal.session;

import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Sends the large messages, in the way that it is asked for. */
@ServerEndpoint("/sender")
public class LargeSender extends Served.Endpoint {

    /** A way of sending, and whether it sends text. */
    enum Way {
        BASIC_TEXT(true),
        BASIC_BINARY(false),
        ASYNC_TEXT(true),
        ASYNC_BINARY(false),
        TEXT_IN_PARTS(true),
        BINARY_IN_PARTS(false),
        WRITER(true),
        STREAM(false);

        private final boolean text;

        Way(boolean text) {
            this.text = text;
        }

        boolean text() {
            return text;
        }

        /** How many frames there are at least. */
        int fragments() {
            return ordinal() < TEXT_IN_PARTS.ordinal() ? 1 : LargeMessage.FRAGMENTS;
        }
    }

    @OnMessage
    public void send(String way) throws IOException {
        RemoteEndpoint.Basic basic = session.getBasicRemote();
        ByteBuffer binary = ByteBuffer.wrap(LargeMessage.BINARY);
        switch (Way.valueOf(way)) {
            case BASIC_TEXT -> basic.sendText(LargeMessage.TEXT);
            case BASIC_BINARY -> basic.sendBinary(binary);
            case ASYNC_TEXT -> session.getAsyncRemote().sendText(LargeMessage.TEXT);
            case ASYNC_BINARY -> session.getAsyncRemote().sendBinary(binary);
            case TEXT_IN_PARTS -> parts(LargeMessage.TEXT.length(), this::sendText);
            case BINARY_IN_PARTS -> parts(LargeMessage.SIZE, this::sendBinary);
            case WRITER -> write(basic);
            case STREAM -> stream(basic);
        }
    }

    /** Takes a part from one index to another. */
    private interface Part {
        void send(int from, int to) throws IOException;
    }

    /** The borders of text lie between the halves of a surrogate pair. */
    private static void parts(int length, Part part) throws IOException {
        int step = length / LargeMessage.FRAGMENTS;
        int from = 0;
        for (int i = 1; i <= LargeMessage.FRAGMENTS; i++) {
            int to = i == LargeMessage.FRAGMENTS ? length : i * step - 7;
            part.send(from, to);
            from = to;
        }
    }

    private void sendText(int from, int to) throws IOException {
        String part = LargeMessage.TEXT.substring(from, to);
        session.getBasicRemote().sendText(part, to == LargeMessage.TEXT.length());
    }

    private void sendBinary(int from, int to) throws IOException {
        ByteBuffer part = ByteBuffer.wrap(LargeMessage.BINARY, from, to - from);
        session.getBasicRemote().sendBinary(part, to == LargeMessage.SIZE);
    }

    private static void write(RemoteEndpoint.Basic basic) throws IOException {
        try (Writer writer = basic.getSendWriter()) {
            parts(
                    LargeMessage.TEXT.length(),
                    (from, to) -> {
                        writer.write(LargeMessage.TEXT, from, to - from);
                        writer.flush();
                    });
        }
    }

    private static void stream(RemoteEndpoint.Basic basic) throws IOException {
        try (OutputStream stream = basic.getSendStream()) {
            parts(
                    LargeMessage.SIZE,
                    (from, to) -> {
                        stream.write(LargeMessage.BINARY, from, to - from);
                        stream.flush();
                    });
        }
    }
}
