package io.postern.internal.endpoint;

import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;

/** The Java types in which an {@code @OnMessage} method may take a whole message. */
enum MessageKind {
    STRING(String.class, Payload.TEXT),
    BYTE_ARRAY(byte[].class, Payload.BINARY),
    BYTE_BUFFER(ByteBuffer.class, Payload.BINARY),
    PONG(PongMessage.class, Payload.PONG);

    /** What travels on the wire. */
    enum Payload {
        TEXT,
        BINARY,
        PONG
    }

    private final Class<?> type;
    private final Payload payload;

    MessageKind(Class<?> type, Payload payload) {
        this.type = type;
        this.payload = payload;
    }

    Class<?> type() {
        return type;
    }

    Payload payload() {
        return payload;
    }

    /** Converts what the session delivers for {@link #payload()} to what the method takes. */
    Object convert(Object message) {
        return this == BYTE_ARRAY ? bytes((ByteBuffer) message) : message;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
