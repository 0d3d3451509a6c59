package io.postern.internal.endpoint;

import java.util.Locale;

/** The native message formats that an endpoint can be handed (Jakarta WebSocket 2.1, 4.7). */
public enum MessageKind {
    TEXT,
    BINARY,
    PONG;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
