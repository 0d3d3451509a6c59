package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The closing handshake (RFC 6455 section 7.1), from whichever side it starts. Whatever the peer
 * does, the connection ends within the close time-out.
 */
final class CloseHandshake {

    private final Channel channel;
    private final SendQueue queue;
    private final SessionState state;
    private final Duration timeout;

    /** Done when our Close frame has been written, or never will be. */
    private final CompletableFuture<@Nullable Void> told = new CompletableFuture<>();

    CloseHandshake(Channel channel, SendQueue queue, SessionState state, Duration timeout) {
        this.channel = channel;
        this.queue = queue;
        this.state = state;
        this.timeout = timeout;
    }

    /**
     * Sends a Close frame, unless one has been sent: as the first, which waits for the peer's, or
     * in answer to the peer's. May be called from any thread.
     */
    void start(CloseReason reason) {
        start(reason, reason);
    }

    /**
     * As {@link #start(CloseReason)}, for a close that the container begins: the endpoint sees
     * 1006, by which it knows that neither side of the application wanted it (Jakarta WebSocket
     * 2.1, section 2.1.5).
     */
    void startByContainer(CloseReason reason) {
        start(
                reason,
                new CloseReason(
                        CloseReason.CloseCodes.CLOSED_ABNORMALLY, reason.getReasonPhrase()));
    }

    private void start(CloseReason sent, CloseReason seen) {
        if (state.startClosing(seen)) {
            tell(sent);
        }
    }

    /** Both have said farewell: ends the connection when ours has been written. */
    void end() {
        told.whenComplete((nothing, failure) -> channel.close());
    }

    /** Fails the connection (RFC 6455 section 7.1.7). Called on the event loop. */
    void fail(CloseReason reason) {
        if (reason == CloseCodes.ABNORMAL) {
            channel.close();
            return;
        }
        if (state.startClosing(reason)) {
            tell(reason);
        }
        told.whenComplete((nothing, failure) -> LingeringClose.start(channel));
    }

    /** The peer has ended TLS and will send nothing more, whether or not it keeps the socket. */
    void peerEnded() {
        if (state.isOpen()) {
            channel.close();
        } else {
            told.whenComplete((nothing, failure) -> channel.close());
        }
    }

    private void tell(CloseReason reason) {
        queue.offer(frame(reason)).whenComplete((nothing, failure) -> told.complete(null));
        forceLater();
    }

    /** Ends the connection after the close time-out, wherever the handshake is then. */
    void forceLater() {
        try {
            ScheduledFuture<?> force =
                    channel.eventLoop()
                            .schedule(
                                    () -> LingeringClose.cut(channel),
                                    timeout.toNanos(),
                                    TimeUnit.NANOSECONDS);
            channel.closeFuture().addListener(closed -> force.cancel(false));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and every connection of it before.
            channel.close();
        }
    }

    private static CloseWebSocketFrame frame(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        return code == CloseReason.CloseCodes.NO_STATUS_CODE.getCode()
                ? new CloseWebSocketFrame()
                : new CloseWebSocketFrame(code, reason.getReasonPhrase());
    }
}
