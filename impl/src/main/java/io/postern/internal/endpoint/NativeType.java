package io.postern.internal.endpoint;

import jakarta.websocket.PongMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The Java types in which a message can be taken without a decoder. */
enum NativeType implements MessageType {
    STRING(String.class, MessageKind.TEXT),
    READER(Reader.class, MessageKind.TEXT),
    BYTE_ARRAY(byte[].class, MessageKind.BINARY),
    BYTE_BUFFER(ByteBuffer.class, MessageKind.BINARY),
    INPUT_STREAM(InputStream.class, MessageKind.BINARY),
    PONG(PongMessage.class, MessageKind.PONG);

    private final Class<?> type;
    private final MessageKind kind;

    NativeType(Class<?> type, MessageKind kind) {
        this.type = type;
        this.kind = kind;
    }

    static Optional<NativeType> of(Class<?> type) {
        return Arrays.stream(values()).filter(candidate -> candidate.type == type).findFirst();
    }

    @Override
    public Set<MessageKind> kinds() {
        return Set.of(kind);
    }

    @Override
    public boolean takesParts() {
        return this == STRING || this == BYTE_ARRAY || this == BYTE_BUFFER;
    }

    @Override
    public boolean isStream() {
        return this == READER || this == INPUT_STREAM;
    }

    @Override
    public Object convert(Message message, ConnectedCodecs codecs) {
        return switch (this) {
            case STRING, BYTE_BUFFER, PONG -> message.payload();
            case READER -> new StringReader((String) message.payload());
            case BYTE_ARRAY -> bytes((ByteBuffer) message.payload());
            case INPUT_STREAM -> stream((ByteBuffer) message.payload());
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static InputStream stream(ByteBuffer buffer) {
        return new ByteArrayInputStream(
                buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
    }
}
