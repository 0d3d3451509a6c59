package io.postern.internal.session;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.postern.internal.endpoint.MessageKind;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads the data frames of a session to the sink of their message, and gives a message that is
 * collected a deadline counted from its first frame. The decoder has already refused fragments out
 * of order. Belongs to the event loop.
 */
final class MessageAssembly {

    private final MessageSinks sinks;
    private final Duration timeout;
    private final Consumer<Throwable> overdue;
    private @Nullable MessageSink current;
    private @Nullable ScheduledFuture<?> deadline;

    MessageAssembly(MessageSinks sinks, Duration timeout, Consumer<Throwable> overdue) {
        this.sinks = sinks;
        this.timeout = timeout;
        this.overdue = overdue;
    }

    void frame(WebSocketFrame frame, EventExecutor executor) {
        MessageSink begun = current;
        MessageSink sink = begun == null ? sinks.begin(kind(frame)) : begun;
        boolean last = frame.isFinalFragment();
        sink.frame(frame.content(), last);
        if (last) {
            finish();
        } else if (begun == null) {
            begin(sink, executor);
        }
    }

    private static MessageKind kind(WebSocketFrame first) {
        return first instanceof TextWebSocketFrame ? MessageKind.TEXT : MessageKind.BINARY;
    }

    private void begin(MessageSink sink, EventExecutor executor) {
        current = sink;
        if (sink.collects()) {
            deadline = executor.schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
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
        sinks.discard();
    }
}
