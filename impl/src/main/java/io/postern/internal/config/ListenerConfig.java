package io.postern.internal.config;

import java.util.Objects;

/**
 * Everything that one listener is told. The parts follow the way of a connection.
 *
 * @param name the listener's name, for messages and threads; {@code default} for {@code wss.*},
 *     else one out of {@code wss.listeners}
 */
public record ListenerConfig(
        String name,
        SocketConfig socket,
        NegotiationConfig negotiation,
        TlsConfig tls,
        UpgradeConfig upgrade,
        SessionConfig session) {

    public ListenerConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(negotiation, "negotiation");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(upgrade, "upgrade");
        Objects.requireNonNull(session, "session");
    }
}
