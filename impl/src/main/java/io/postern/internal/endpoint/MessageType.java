package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Java type in which an endpoint takes messages, and how a message becomes it. */
sealed interface MessageType permits NativeType, MessageType.Scalar, MessageType.Decoded {

    /** The messages that can become it: one kind, or two where decoders for both are named. */
    Set<MessageKind> kinds();

    /**
     * Converts a message that is of one of {@link #kinds}.
     *
     * @throws DecodeException when it cannot be converted
     */
    @Nullable Object convert(Message message, ConnectedCodecs codecs)
            throws DecodeException, IOException;

    /** Whether a message can be taken in parts of this type. */
    default boolean takesParts() {
        return false;
    }

    /** Whether the receiver reads it as a stream. */
    default boolean isStream() {
        return false;
    }

    /**
     * What {@code type} means for an endpoint with these decoders. A decoder that the endpoint
     * names for a type comes before what the platform would do.
     */
    static Optional<MessageType> of(Class<?> type, Codecs codecs) {
        List<CodecType> decoders = codecs.decodersFor(type);
        if (!decoders.isEmpty()) {
            return Optional.of(new Decoded(decoders));
        }
        return NativeType.of(type)
                .<MessageType>map(found -> found)
                .or(() -> ScalarType.of(type).map(Scalar::new));
    }

    /** A primitive or its box, read from text. */
    record Scalar(ScalarType type) implements MessageType {

        @Override
        public Set<MessageKind> kinds() {
            return Set.of(MessageKind.TEXT);
        }

        @Override
        public Object convert(Message message, ConnectedCodecs codecs) throws DecodeException {
            return type.convert("the message", (String) message.payload());
        }
    }

    /** An object that one of the endpoint's decoders makes. */
    record Decoded(List<CodecType> decoders) implements MessageType {

        @Override
        public Set<MessageKind> kinds() {
            return decoders.stream()
                    .map(decoder -> decoder.form().kind())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Object convert(Message message, ConnectedCodecs codecs)
                throws DecodeException, IOException {
            return codecs.decode(decoders, message);
        }
    }
}
