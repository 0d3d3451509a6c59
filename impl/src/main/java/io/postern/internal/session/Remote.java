package io.postern.internal.session;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What both remote endpoints of a session have in common. */
abstract class Remote implements RemoteEndpoint {

    /** RFC 6455 section 5.5. */
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final SendQueue queue;
    private final OutboundMessages messages;
    private volatile boolean batchingAllowed;

    Remote(SendQueue queue, OutboundMessages messages) {
        this.queue = queue;
        this.messages = messages;
    }

    final SendQueue queue() {
        return queue;
    }

    final OutboundMessages messages() {
        return messages;
    }

    @Override
    public final void setBatchingAllowed(boolean allowed) {
        batchingAllowed = allowed;
    }

    @Override
    public final boolean getBatchingAllowed() {
        return batchingAllowed;
    }

    /** Nothing to do: what is sent is written, in batches, without being asked. */
    @Override
    public final void flushBatch() {
        // See above.
    }

    @Override
    public final void sendPing(ByteBuffer applicationData) {
        queue.offer(new PingWebSocketFrame(Unpooled.wrappedBuffer(control(applicationData))));
    }

    @Override
    public final void sendPong(ByteBuffer applicationData) {
        queue.offer(new PongWebSocketFrame(Unpooled.wrappedBuffer(control(applicationData))));
    }

    private static byte[] control(@Nullable ByteBuffer applicationData) {
        byte[] payload = applicationData == null ? new byte[0] : copy(applicationData);
        if (payload.length > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException(
                    "application data of "
                            + payload.length
                            + " bytes; a ping or pong takes at most "
                            + MAX_CONTROL_PAYLOAD
                            + " (RFC 6455 section 5.5)");
        }
        return payload;
    }

    static byte[] utf8(String text) {
        return required(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Copies and consumes: the caller may use the buffer again at once. */
    static byte[] copy(ByteBuffer data) {
        byte[] bytes = new byte[required(data).remaining()];
        data.get(bytes);
        return bytes;
    }

    static <T> T required(@Nullable T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("nothing to send: the argument is null");
        }
        return argument;
    }

    /** A message in the form in which it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only handed on
    record Encoded(OutboundMessages.Kind kind, byte[] payload) {

        /**
         * Encodes what the platform's default encoders can (section 4.7: primitives as text).
         *
         * @throws EncodeException for any other object
         */
        static Encoded of(Object message) throws EncodeException {
            if (message instanceof byte[] bytes) {
                return new Encoded(OutboundMessages.Kind.BINARY, bytes.clone());
            }
            if (message instanceof ByteBuffer buffer) {
                return new Encoded(OutboundMessages.Kind.BINARY, copy(buffer));
            }
            if (message instanceof String
                    || message instanceof Number
                    || message instanceof Boolean
                    || message instanceof Character) {
                return new Encoded(OutboundMessages.Kind.TEXT, utf8(message.toString()));
            }
            throw new EncodeException(
                    message, "no encoder for " + message.getClass().getName() + "; send a String");
        }

        CompletableFuture<@Nullable Void> sendTo(OutboundMessages messages) {
            return messages.sendWhole(kind, payload);
        }
    }
}
