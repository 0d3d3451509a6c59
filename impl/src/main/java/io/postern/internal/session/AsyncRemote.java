package io.postern.internal.session;

import io.postern.internal.session.OutboundMessages.Kind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sends without waiting; a send is done when its bytes are written to the socket. One that would
 * have more than {@code wss.send-buffer-limit} bytes wait fails, and the peer is cut as one that
 * does not read, unless {@code wss.send-overflow} keeps it.
 */
final class AsyncRemote extends Remote implements RemoteEndpoint.Async {

    private final Session session;
    private final Executor completions;

    /** In milliseconds; 0 for the listener's own limits alone. */
    private volatile long sendTimeout;

    /**
     * @param completions where {@code SendHandler}s run, never an event loop
     * @param sendTimeout in milliseconds; 0 or less for none
     */
    AsyncRemote(Outbound outbound, Session session, Executor completions, long sendTimeout) {
        super(outbound);
        this.sendTimeout = sendTimeout;
        this.session = session;
        this.completions = completions;
    }

    /** Nothing to do: what is sent is written, in batches, without being asked. */
    @Override
    public void flushBatch() {
        // See above.
    }

    @Override
    public long getSendTimeout() {
        return sendTimeout;
    }

    @Override
    public void setSendTimeout(long timeout) {
        requireOpen();
        sendTimeout = timeout;
    }

    @Override
    public Future<Void> sendText(String text) {
        return future(send(Kind.TEXT, utf8(text)));
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        required(handler);
        notify(send(Kind.TEXT, utf8(text)), handler);
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        return future(send(Kind.BINARY, copy(data)));
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        required(handler);
        notify(send(Kind.BINARY, copy(data)), handler);
    }

    @Override
    public Future<Void> sendObject(Object data) {
        return future(encodeAndSend(data));
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        required(handler);
        notify(encodeAndSend(data), handler);
    }

    private CompletableFuture<@Nullable Void> encodeAndSend(Object data) {
        required(data);
        Encoded message;
        try {
            message = encoded(data);
        } catch (EncodeException | IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return send(message.kind(), message.payload());
    }

    CompletableFuture<@Nullable Void> send(Kind kind, byte[] payload) {
        if (!queue().reserve(payload.length)) {
            return CompletableFuture.failedFuture(overflow(payload.length));
        }
        CompletableFuture<@Nullable Void> written = messages().sendWhole(kind, payload);
        long timeout = sendTimeout;
        if (timeout > 0) {
            queue().failAfter(timeout, written);
        }
        return written;
    }

    private void notify(CompletableFuture<@Nullable Void> written, SendHandler handler) {
        written.whenComplete(
                (nothing, failure) ->
                        completions.execute(
                                () -> handler.onResult(SendResults.of(session, failure))));
    }

    /** The API's {@code Future<Void>} has no word for its null. */
    @SuppressWarnings("NullAway")
    private static Future<Void> future(CompletableFuture<@Nullable Void> written) {
        return written;
    }
}
