package io.postern.internal.session;

import io.postern.internal.endpoint.EndpointDescriptor;

/**
 * The sizes of messages that a session takes: what {@code @OnMessage(maxMessageSize)} says, else
 * what the session was told, at first the listener's {@code wss.max-message-size}.
 */
final class SessionLimits {

    private final EndpointDescriptor endpoint;
    private volatile int text;
    private volatile int binary;

    SessionLimits(EndpointDescriptor endpoint, ListenerContainer defaults) {
        this.endpoint = endpoint;
        this.text = defaults.getDefaultMaxTextMessageBufferSize();
        this.binary = defaults.getDefaultMaxBinaryMessageBufferSize();
    }

    int text() {
        return text;
    }

    void text(int bytes) {
        text = bytes;
    }

    int binary() {
        return binary;
    }

    void binary(int bytes) {
        binary = bytes;
    }

    long maxTextMessage() {
        Long declared = endpoint.maxTextMessageSize();
        return declared == null ? text : declared;
    }

    long maxBinaryMessage() {
        Long declared = endpoint.maxBinaryMessageSize();
        return declared == null ? binary : declared;
    }
}
