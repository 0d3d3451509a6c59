package io.postern.internal.session;

import io.postern.internal.session.OutboundMessages.Kind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends and waits until the bytes are written to the socket, at most for {@code wss.send-timeout};
 * a peer that does not take them in that time is cut off. On an event loop, which must not wait for
 * itself, it does not wait: a send is done when it is queued, and fails where there is no room.
 */
final class BasicRemote extends Remote implements RemoteEndpoint.Basic {

    private final TextParts textParts = new TextParts();

    BasicRemote(Outbound outbound) {
        super(outbound);
    }

    @Override
    public void sendText(String text) throws IOException {
        sendWhole(Kind.TEXT, utf8(text));
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        sendWhole(Kind.BINARY, copy(data));
    }

    @Override
    public void sendText(String partialMessage, boolean isLast) throws IOException {
        byte[] payload = textParts.next(required(partialMessage), isLast);
        try {
            sendPart(this, Kind.TEXT, payload, isLast);
        } catch (IOException | RuntimeException e) {
            textParts.forget();
            throw e;
        }
    }

    @Override
    public void sendBinary(ByteBuffer partialByte, boolean isLast) throws IOException {
        sendPart(this, Kind.BINARY, copy(partialByte), isLast);
    }

    @Override
    public OutputStream getSendStream() {
        return stream(Kind.BINARY);
    }

    @Override
    public Writer getSendWriter() {
        return new MessageWriter(stream(Kind.TEXT));
    }

    private MessageStream stream(Kind kind) {
        Object sender = new Object();
        return new MessageStream((bytes, last) -> sendPart(sender, kind, bytes, last));
    }

    @Override
    public void sendObject(Object data) throws IOException, EncodeException {
        Encoded message = encoded(data);
        sendWhole(message.kind(), message.payload());
    }

    /**
     * Sends without waiting for the socket, only for room in the queue: what a callback returns.
     * Replies of a burst of messages are so written together.
     */
    void reply(Object value) throws IOException, EncodeException {
        Encoded message = encoded(value);
        ensureOpen();
        awaitRoom(message.payload().length, false);
        messages().sendWhole(message.kind(), message.payload());
    }

    private void sendWhole(Kind kind, byte[] payload) throws IOException {
        awaitRoom(payload.length, false);
        sent(messages().sendWhole(kind, payload), false);
    }

    /** A message that was begun and cannot go on in time leaves nothing that could be sent. */
    private void sendPart(Object sender, Kind kind, byte[] payload, boolean last)
            throws IOException {
        if (payload.length == 0 && !last) {
            return;
        }
        awaitRoom(payload.length, messages().isUnfinished());
        sent(messages().send(sender, kind, payload, last), !last);
    }

    /** Where the application allows batches, it waits in {@link #flushBatch} only. */
    private void sent(CompletableFuture<@Nullable Void> written, boolean unfinished)
            throws IOException {
        if (!getBatchingAllowed()) {
            await(written, unfinished);
        }
    }

    /** Waits until all that was sent before is written to the socket. */
    @Override
    public void flushBatch() throws IOException {
        await(messages().last(), false);
    }

    private void awaitRoom(int size, boolean unfinished) throws IOException {
        boolean closes = unfinished || queue().closesOnOverflow();
        if (EventLoopThread.isCurrent()) {
            if (!queue().reserve(size)) {
                throw overflow(size, closes);
            }
            return;
        }
        try {
            if (!queue().awaitRoom(size)) {
                throw refused(
                        "there was no room for "
                                + size
                                + " bytes more within "
                                + queue().timeoutMillis()
                                + " ms (wss.send-timeout): the peer has not read what was sent"
                                + " before",
                        NOT_SENT,
                        closes);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void await(CompletableFuture<@Nullable Void> written, boolean unfinished)
            throws IOException {
        if (EventLoopThread.isCurrent()) {
            return;
        }
        try {
            written.get(queue().timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw timedOut(unfinished);
        } catch (ExecutionException e) {
            throw new IOException("the message could not be sent: the session is closed", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IOException timedOut(boolean unfinished) {
        return refused(
                "the peer did not take the message within "
                        + queue().timeoutMillis()
                        + " ms (wss.send-timeout)",
                "it is still on its way, and the session stays open",
                unfinished || queue().closesOnOverflow());
    }

    private static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("interrupted while sending");
        failure.initCause(e);
        return failure;
    }
}
