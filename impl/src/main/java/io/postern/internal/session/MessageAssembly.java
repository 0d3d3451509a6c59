package io.postern.internal.session;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.endpoint.MessageKind;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads the data frames of a session to the sink of their message, and gives a message that is
 * collected a deadline counted from its first frame. The decoder has already refused fragments out
 * of order. Belongs to the event loop.
 */
final class MessageAssembly {

    private final MessageSinks sinks;
    private final PeerDeadline deadline;
    private @Nullable MessageSink current;

    MessageAssembly(
            MessageSinks sinks, ReadGate gate, Duration timeout, Consumer<Throwable> overdue) {
        this.sinks = sinks;
        this.deadline =
                new PeerDeadline(
                        gate,
                        timeout,
                        () -> overdue.accept(SessionFault.overdue("message", timeout)));
    }

    void frame(WebSocketFrame frame) {
        MessageSink begun = current;
        MessageSink sink = begun == null ? sinks.begin(kind(frame)) : begun;
        boolean last = frame.isFinalFragment();
        sink.frame(frame.content(), last);
        if (last) {
            finish();
        } else if (begun == null) {
            begin(sink);
        }
    }

    private static MessageKind kind(WebSocketFrame first) {
        return first instanceof TextWebSocketFrame ? MessageKind.TEXT : MessageKind.BINARY;
    }

    private void begin(MessageSink sink) {
        current = sink;
        if (sink.collects()) {
            deadline.begin();
        }
    }

    private void finish() {
        current = null;
        deadline.end();
    }

    /** Drops an unfinished message. */
    void discard() {
        current = null;
        deadline.stop();
        sinks.discard();
    }
}
