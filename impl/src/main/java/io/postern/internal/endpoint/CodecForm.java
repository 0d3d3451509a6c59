package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The four forms that an encoder or a decoder can take. An encoder's stream is collected before
 * anything is sent: where it fails half-way, nothing has gone out.
 */
@SuppressWarnings("unchecked") // a codec is chosen by the type that its class declares
enum CodecForm {
    TEXT(Encoder.Text.class, Decoder.Text.class, MessageKind.TEXT) {
        @Override
        @Nullable Object encode(Encoder encoder, Object object) throws EncodeException {
            return ((Encoder.Text<Object>) encoder).encode(object);
        }

        @Override
        boolean willDecode(Decoder decoder, Message message) {
            return ((Decoder.Text<?>) decoder).willDecode(text(message));
        }

        @Override
        @Nullable Object decode(Decoder decoder, Message message) throws DecodeException {
            return ((Decoder.Text<?>) decoder).decode(text(message));
        }
    },
    TEXT_STREAM(Encoder.TextStream.class, Decoder.TextStream.class, MessageKind.TEXT) {
        @Override
        Object encode(Encoder encoder, Object object) throws EncodeException, IOException {
            StringWriter writer = new StringWriter();
            ((Encoder.TextStream<Object>) encoder).encode(object, writer);
            return writer.toString();
        }

        @Override
        @Nullable Object decode(Decoder decoder, Message message)
                throws DecodeException, IOException {
            return ((Decoder.TextStream<?>) decoder).decode(new StringReader(text(message)));
        }
    },
    BINARY(Encoder.Binary.class, Decoder.Binary.class, MessageKind.BINARY) {
        @Override
        @Nullable Object encode(Encoder encoder, Object object) throws EncodeException {
            return ((Encoder.Binary<Object>) encoder).encode(object);
        }

        @Override
        boolean willDecode(Decoder decoder, Message message) {
            return ((Decoder.Binary<?>) decoder).willDecode(bytes(message));
        }

        @Override
        @Nullable Object decode(Decoder decoder, Message message) throws DecodeException {
            return ((Decoder.Binary<?>) decoder).decode(bytes(message));
        }
    },
    BINARY_STREAM(Encoder.BinaryStream.class, Decoder.BinaryStream.class, MessageKind.BINARY) {
        @Override
        Object encode(Encoder encoder, Object object) throws EncodeException, IOException {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            ((Encoder.BinaryStream<Object>) encoder).encode(object, stream);
            return ByteBuffer.wrap(stream.toByteArray());
        }

        @Override
        @Nullable Object decode(Decoder decoder, Message message)
                throws DecodeException, IOException {
            return ((Decoder.BinaryStream<?>) decoder)
                    .decode(NativeType.stream((ByteBuffer) message.payload()));
        }
    };

    private final Class<?> encoder;
    private final Class<?> decoder;
    private final MessageKind kind;

    CodecForm(Class<?> encoder, Class<?> decoder, MessageKind kind) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.kind = kind;
    }

    /** The interface of encoders of this form. */
    Class<?> encoder() {
        return encoder;
    }

    /** The interface of decoders of this form. */
    Class<?> decoder() {
        return decoder;
    }

    /** The messages that it makes or takes. */
    MessageKind kind() {
        return kind;
    }

    /** Encodes to a String or a ByteBuffer, as {@link #kind} says. */
    abstract @Nullable Object encode(Encoder encoder, Object object)
            throws EncodeException, IOException;

    /** Whether the decoder takes the message; those for streams are not asked. */
    boolean willDecode(Decoder decoder, Message message) {
        return true;
    }

    abstract @Nullable Object decode(Decoder decoder, Message message)
            throws DecodeException, IOException;

    private static String text(Message message) {
        return (String) message.payload();
    }

    /** Each call gets its own position: a decoder that looks may read. */
    private static ByteBuffer bytes(Message message) {
        return ((ByteBuffer) message.payload()).duplicate();
    }
}
