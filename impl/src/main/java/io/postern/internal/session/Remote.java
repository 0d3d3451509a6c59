package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.endpoint.Message;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What both remote endpoints of a session have in common. */
abstract class Remote implements RemoteEndpoint {

    /** RFC 6455 section 5.5. */
    private static final int MAX_CONTROL_PAYLOAD = 125;

    static final String NOT_SENT = "this was not sent, and the session stays open";

    private final Outbound outbound;
    private volatile boolean batchingAllowed;

    Remote(Outbound outbound) {
        this.outbound = outbound;
    }

    final SendQueue queue() {
        return outbound.queue();
    }

    final OutboundMessages messages() {
        return outbound.messages();
    }

    /** Closes the connection at once. */
    final void cut() {
        outbound.cut().run();
    }

    @Override
    public final void setBatchingAllowed(boolean allowed) throws IOException {
        requireOpen();
        batchingAllowed = allowed;
        if (!allowed) {
            flushBatch();
        }
    }

    @Override
    public final boolean getBatchingAllowed() {
        return batchingAllowed;
    }

    @Override
    public final void sendPing(ByteBuffer applicationData) throws IOException {
        ensureOpen();
        sendControl(control(applicationData), PingWebSocketFrame::new);
    }

    @Override
    public final void sendPong(ByteBuffer applicationData) throws IOException {
        ensureOpen();
        sendControl(control(applicationData), PongWebSocketFrame::new);
    }

    private void sendControl(byte[] payload, Function<ByteBuf, WebSocketFrame> frame)
            throws IOException {
        if (!queue().reserve(payload.length)) {
            throw overflow(payload.length);
        }
        queue().offerReserved(frame.apply(Unpooled.wrappedBuffer(payload)));
    }

    /** What is to be done, and thrown, where no more can wait. */
    final IOException overflow(int size) {
        return overflow(size, queue().closesOnOverflow());
    }

    /** As above, closing the connection or not. */
    final IOException overflow(int size, boolean closes) {
        return refused(
                "there is no room for "
                        + size
                        + " bytes more: the peer has not read what was sent before"
                        + " (wss.send-buffer-limit="
                        + queue().limit()
                        + ")",
                NOT_SENT,
                closes);
    }

    /**
     * What is to be thrown; closes the connection or not.
     *
     * @param kept how things stand where it does not
     */
    final IOException refused(String problem, String kept, boolean closes) {
        if (closes) {
            cut();
        }
        return new IOException(problem + "; " + (closes ? "its connection was closed" : kept));
    }

    final void ensureOpen() throws IOException {
        if (!outbound.state().isOpen()) {
            throw new IOException("the session is closed");
        }
    }

    /** What a setting of a closed session is answered with, by the API's Javadoc. */
    final void requireOpen() {
        if (!outbound.state().isOpen()) {
            throw new IllegalArgumentException("the session is closed");
        }
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

    /** Encodes an object for sending. */
    final Encoded encoded(@Nullable Object object) throws IOException, EncodeException {
        return Encoded.of(outbound.codecs().encode(required(object)));
    }

    /** A message in the form in which it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only handed on
    record Encoded(OutboundMessages.Kind kind, byte[] payload) {

        private static Encoded of(Message message) {
            return message.payload() instanceof ByteBuffer bytes
                    ? new Encoded(OutboundMessages.Kind.BINARY, copy(bytes))
                    : new Encoded(OutboundMessages.Kind.TEXT, utf8(message.payload().toString()));
        }
    }
}
