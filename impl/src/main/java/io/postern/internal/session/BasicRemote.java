package io.postern.internal.session;

import io.postern.internal.session.OutboundMessages.Kind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends and waits until the bytes are written to the socket, at most for {@code wss.send-timeout};
 * a peer that does not take them in that time is cut off.
 */
final class BasicRemote extends Remote implements RemoteEndpoint.Basic {

    private final Runnable cut;

    /**
     * @param cut closes the connection at once
     */
    BasicRemote(SendQueue queue, OutboundMessages messages, Runnable cut) {
        super(queue, messages);
        this.cut = cut;
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
        sendPart(Kind.TEXT, utf8(partialMessage), isLast);
    }

    @Override
    public void sendBinary(ByteBuffer partialByte, boolean isLast) throws IOException {
        sendPart(Kind.BINARY, copy(partialByte), isLast);
    }

    @Override
    public OutputStream getSendStream() {
        return new MessageStream((bytes, last) -> sendPart(Kind.BINARY, bytes, last));
    }

    @Override
    public Writer getSendWriter() {
        return new OutputStreamWriter(
                new MessageStream((bytes, last) -> sendPart(Kind.TEXT, bytes, last)),
                StandardCharsets.UTF_8);
    }

    @Override
    public void sendObject(Object data) throws IOException, EncodeException {
        Encoded message = Encoded.of(required(data));
        sendWhole(message.kind(), message.payload());
    }

    /**
     * Sends without waiting for the socket, only for room in the queue: what a callback returns.
     * Replies of a burst of messages are so written together.
     */
    void reply(Object value) throws IOException, EncodeException {
        Encoded message = Encoded.of(value);
        awaitRoom(message.payload().length);
        message.sendTo(messages());
    }

    private void sendWhole(Kind kind, byte[] payload) throws IOException {
        awaitRoom(payload.length);
        await(messages().sendWhole(kind, payload));
    }

    private void sendPart(Kind kind, byte[] payload, boolean last) throws IOException {
        awaitRoom(payload.length);
        await(messages().send(kind, payload, last));
    }

    private void awaitRoom(int size) throws IOException {
        try {
            if (!queue().awaitRoom(size)) {
                throw timedOut();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void await(CompletableFuture<@Nullable Void> written) throws IOException {
        try {
            written.get(queue().timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw timedOut();
        } catch (ExecutionException e) {
            throw new IOException("the message could not be sent: the session is closed", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IOException timedOut() {
        cut.run();
        return new IOException(
                "the peer did not take the message within "
                        + queue().timeoutMillis()
                        + " ms (wss.send-timeout); its connection was closed");
    }

    private static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("interrupted while sending");
        failure.initCause(e);
        return failure;
    }
}
