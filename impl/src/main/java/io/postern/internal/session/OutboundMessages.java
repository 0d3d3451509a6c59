package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Cuts messages into frames so that the parts of one message are never mixed with another. */
final class OutboundMessages {

    /** The two kinds of data message (RFC 6455 section 5.6). */
    enum Kind {
        TEXT,
        BINARY
    }

    private final SendQueue queue;

    /** The message whose first part was sent and whose last was not. */
    private @Nullable Kind unfinished;

    OutboundMessages(SendQueue queue) {
        this.queue = queue;
    }

    /**
     * Sends a part of a message, which becomes the queue's; a first part that is also the last is a
     * whole message.
     *
     * @throws IllegalStateException while another message is unfinished
     */
    synchronized CompletableFuture<@Nullable Void> send(Kind kind, byte[] payload, boolean last) {
        return queue.offer(frame(kind, payload, last));
    }

    /**
     * Sends a whole message.
     *
     * @throws IllegalStateException while another message is unfinished
     */
    synchronized CompletableFuture<@Nullable Void> sendWhole(Kind kind, byte[] payload) {
        if (unfinished != null) {
            throw overlap(kind);
        }
        return queue.offer(frame(kind, payload, true));
    }

    private WebSocketFrame frame(Kind kind, byte[] payload, boolean last) {
        Kind current = unfinished;
        if (current != null && current != kind) {
            throw overlap(kind);
        }
        unfinished = last ? null : kind;
        // Heap memory, not pooled: worker threads must not fill Netty's thread-local caches.
        ByteBuf data = Unpooled.wrappedBuffer(payload);
        if (current != null) {
            return new ContinuationWebSocketFrame(last, 0, data);
        }
        return kind == Kind.TEXT
                ? new TextWebSocketFrame(last, 0, data)
                : new BinaryWebSocketFrame(last, 0, data);
    }

    private IllegalStateException overlap(Kind kind) {
        return new IllegalStateException(
                "cannot send a "
                        + kind
                        + " message while parts of a "
                        + unfinished
                        + " message are outstanding; send its last part first");
    }
}
