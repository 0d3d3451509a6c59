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

    /** Sends a Close frame and waits for the peer's. May be called from any thread. */
    void start(CloseReason reason) {
        if (state.startClosing(reason)) {
            tell(reason);
        }
    }

    /** The peer's Close frame: answers it, unless it is itself the answer, and closes. */
    void received(CloseReason reason) {
        if (state.startClosing(reason)) {
            tell(reason);
        }
        // Where both sides began at once, ours may still be on its way to the socket.
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
