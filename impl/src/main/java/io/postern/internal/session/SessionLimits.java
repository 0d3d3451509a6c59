package io.postern.internal.session;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.endpoint.MessageHandlers;
import io.postern.internal.endpoint.MessageKind;

/**
 * The sizes of messages that a session takes: what {@code @OnMessage(maxMessageSize)} says, else
 * what the session was told, at first the listener's {@code wss.max-message-size}.
 */
final class SessionLimits {

    private final MessageHandlers handlers;
    private final MessageLimits configured;
    private volatile int text;
    private volatile int binary;

    SessionLimits(MessageHandlers handlers, MessageLimits configured, ListenerContainer defaults) {
        this.handlers = handlers;
        this.configured = configured;
        this.text = defaults.getDefaultMaxTextMessageBufferSize();
        this.binary = defaults.getDefaultMaxBinaryMessageBufferSize();
    }

    int text() {
        return text;
    }

    void text(int bytes) {
        text = required(bytes);
    }

    int binary() {
        return binary;
    }

    void binary(int bytes) {
        binary = required(bytes);
    }

    /** A limit that an application sets. */
    static int required(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "a message cannot have " + bytes + " bytes; set a limit of 0 or more");
        }
        return bytes;
    }

    long maxTextMessage() {
        return handlers.maxMessageSize(MessageKind.TEXT, text);
    }

    long maxBinaryMessage() {
        return handlers.maxMessageSize(MessageKind.BINARY, binary);
    }

    /**
     * The largest frame that is taken: what the endpoint or the application allows for a message
     * beyond the listener's configuration may come in one frame.
     */
    int maxFrame() {
        long text = handlers.maxMessageSize(MessageKind.TEXT, raised(this.text));
        long binary = handlers.maxMessageSize(MessageKind.BINARY, raised(this.binary));
        long largest = Math.max(configured.maxFrameSize(), Math.max(text, binary));
        return (int) Math.min(largest, Integer.MAX_VALUE);
    }

    private long raised(int limit) {
        return limit > configured.maxMessageSize() ? limit : 0;
    }
}
