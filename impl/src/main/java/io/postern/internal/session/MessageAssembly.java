package io.postern.internal.session;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads the data frames of a session to the sink of their kind, and gives a fragmented message a
 * deadline counted from its first frame. The decoder has already refused fragments out of order.
 */
final class MessageAssembly {

    private final MessageSink text;
    private final MessageSink binary;
    private final Duration timeout;
    private final Consumer<Throwable> overdue;
    private @Nullable MessageSink current;
    private @Nullable ScheduledFuture<?> deadline;

    MessageAssembly(
            MessageSink text, MessageSink binary, Duration timeout, Consumer<Throwable> overdue) {
        this.text = text;
        this.binary = binary;
        this.timeout = timeout;
        this.overdue = overdue;
    }

    void frame(WebSocketFrame frame, EventExecutor executor) {
        MessageSink sink = sinkOf(frame);
        boolean last = frame.isFinalFragment();
        sink.frame(frame.content(), last);
        if (last) {
            finish();
        } else if (current == null) {
            current = sink;
            deadline = executor.schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private MessageSink sinkOf(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            return text;
        }
        MessageSink started = current;
        return frame instanceof BinaryWebSocketFrame || started == null ? binary : started;
    }

    private void expire() {
        overdue.accept(
                new SessionFault(
                        CloseCodes.VIOLATED_POLICY,
                        "a message must be complete within " + timeout.toMillis() + " ms"));
    }

    private void finish() {
        current = null;
        ScheduledFuture<?> pending = deadline;
        deadline = null;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** Drops an unfinished message. */
    void discard() {
        finish();
        text.discard();
        binary.discard();
    }
}
