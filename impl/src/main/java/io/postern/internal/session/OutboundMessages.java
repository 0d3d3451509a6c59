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

    private record Unfinished(Kind kind, Object sender) {}

    /** The message whose first part was sent and whose last was not. */
    private @Nullable Unfinished unfinished;

    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

    OutboundMessages(SendQueue queue) {
        this.queue = queue;
    }

    /**
     * Sends a part of a message, which becomes the queue's; a first part that is also the last is a
     * whole message. Room for it has been reserved, and is given back when it is refused.
     *
     * @param sender the same for all parts of a message
     * @throws IllegalStateException while another message is unfinished
     */
    synchronized CompletableFuture<@Nullable Void> send(
            Object sender, Kind kind, byte[] payload, boolean last) {
        Unfinished current = unfinished;
        if (current != null && !current.equals(new Unfinished(kind, sender))) {
            throw overlap(kind, payload);
        }
        unfinished = last ? null : new Unfinished(kind, sender);
        return offer(frame(current != null, kind, payload, last));
    }

    /**
     * Sends a whole message. Room for it has been reserved, and is given back when it is refused.
     *
     * @throws IllegalStateException while another message is unfinished
     */
    synchronized CompletableFuture<@Nullable Void> sendWhole(Kind kind, byte[] payload) {
        if (unfinished != null) {
            throw overlap(kind, payload);
        }
        return offer(frame(false, kind, payload, true));
    }

    private CompletableFuture<@Nullable Void> offer(WebSocketFrame frame) {
        last = queue.offerReserved(frame);
        return last;
    }

    /** Whether the last part of a message is still to come. */
    synchronized boolean isUnfinished() {
        return unfinished != null;
    }

    /** Done when all that was sent before is written: frames are written in order. */
    synchronized CompletableFuture<@Nullable Void> last() {
        return last;
    }

    private static WebSocketFrame frame(boolean goesOn, Kind kind, byte[] payload, boolean last) {
        // Heap memory, not pooled: worker threads must not fill Netty's thread-local caches.
        ByteBuf data = Unpooled.wrappedBuffer(payload);
        if (goesOn) {
            return new ContinuationWebSocketFrame(last, 0, data);
        }
        return kind == Kind.TEXT
                ? new TextWebSocketFrame(last, 0, data)
                : new BinaryWebSocketFrame(last, 0, data);
    }

    private IllegalStateException overlap(Kind kind, byte[] payload) {
        queue.giveBack(payload.length);
        return new IllegalStateException(
                "cannot send a "
                        + kind
                        + " message while parts of another message are outstanding; send its last"
                        + " part first");
    }
}
