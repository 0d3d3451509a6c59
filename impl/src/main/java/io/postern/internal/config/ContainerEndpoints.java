package io.postern.internal.config;

/** Whether the server may serve the listener's endpoint classes on its own port, too. */
public enum ContainerEndpoints {
    /** The server's WebSocket container is kept from deploying them. */
    WITHHOLD,
    /** The server deploys them as it would without the listener, usually without TLS. */
    ALLOW
}
