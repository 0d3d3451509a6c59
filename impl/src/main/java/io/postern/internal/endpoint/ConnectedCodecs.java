package io.postern.internal.endpoint;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What encodes and decodes the objects of one connection. Its encoders and decoders belong to it
 * alone and no two threads are ever in one of them (Jakarta WebSocket 2.1, sections 4.1.2 and
 * 4.1.3): decoding is for callbacks, encoding for any thread.
 */
public final class ConnectedCodecs {

    private final Codecs codecs;
    private final CodecInstances<Encoder> encoders;
    private final CodecInstances<Decoder> decoders;
    private boolean destroyed;

    /**
     * @param config what the {@code init} methods are given
     */
    public ConnectedCodecs(Codecs codecs, Components components, EndpointConfig config) {
        this.codecs = codecs;
        this.encoders =
                new CodecInstances<>(
                        Encoder.class,
                        components,
                        encoder -> encoder.init(config),
                        Encoder::destroy);
        this.decoders =
                new CodecInstances<>(
                        Decoder.class,
                        components,
                        decoder -> decoder.init(config),
                        Decoder::destroy);
    }

    /**
     * Encodes an object: with the endpoint's encoder for it, else as the platform does for String,
     * byte[], ByteBuffer, primitives and their boxes.
     *
     * @return a whole message
     * @throws EncodeException when there is no encoder, or it fails
     */
    public Message encode(Object object) throws EncodeException, IOException {
        Optional<CodecType> encoder = codecs.encoderFor(object.getClass());
        Object encoded =
                encoder.isPresent() ? encodeWith(encoder.get(), object) : byDefault(object);
        return encoded instanceof ByteBuffer bytes
                ? new Message.Binary(bytes)
                : new Message.Text((String) encoded);
    }

    private synchronized Object encodeWith(CodecType type, Object object)
            throws EncodeException, IOException {
        if (destroyed) {
            throw new EncodeException(object, "the session is closed");
        }
        Encoder encoder;
        try {
            encoder = encoders.get(type.implementation());
        } catch (RuntimeException e) {
            throw new EncodeException(object, notMade(type), e);
        }
        Object encoded = type.form().encode(encoder, object);
        if (encoded == null) {
            throw new EncodeException(
                    object, type.implementation().getName() + " encoded it as null");
        }
        return encoded;
    }

    private static Object byDefault(Object object) throws EncodeException {
        if (object instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (object instanceof ByteBuffer) {
            return object;
        }
        if (ScalarType.of(object.getClass()).isPresent()) {
            return object.toString();
        }
        throw new EncodeException(
                object,
                "the endpoint names no encoder for "
                        + object.getClass().getName()
                        + "; name one, or send a String");
    }

    /**
     * Decodes a whole message with the first of {@code candidates} that is for its kind and takes
     * it.
     *
     * @throws DecodeException when none takes it, or the one that does fails
     */
    @Nullable Object decode(List<CodecType> candidates, Message message)
            throws DecodeException, IOException {
        for (CodecType type : candidates) {
            if (type.form().kind() == message.kind()) {
                Decoder decoder = decoder(type, message);
                if (type.form().willDecode(decoder, message)) {
                    return type.form().decode(decoder, message);
                }
            }
        }
        throw failure(message, "none of the endpoint's decoders takes this message", null);
    }

    private Decoder decoder(CodecType type, Message message) throws DecodeException {
        try {
            return decoders.get(type.implementation());
        } catch (RuntimeException e) {
            throw failure(message, notMade(type), e);
        }
    }

    private static String notMade(CodecType type) {
        return type.implementation().getName() + " could not be made";
    }

    private static DecodeException failure(
            Message message, String text, @Nullable Throwable cause) {
        return message.payload() instanceof ByteBuffer bytes
                ? new DecodeException(bytes, text, cause)
                : new DecodeException(message.payload().toString(), text, cause);
    }

    /** Destroys them all. Called as the connection's last callback. */
    synchronized void destroy(String session) {
        destroyed = true;
        encoders.destroyAll(session);
        decoders.destroyAll(session);
    }
}
