package io.postern;

/**
 * Why a connection did not become a WebSocket session, in the order of the steps that a connection
 * passes. The comment of each says what the peer is told.
 */
public enum RefusalReason {
    /** {@code wss.max-connections} connections are open. The connection is closed before TLS. */
    TOO_MANY_CONNECTIONS,
    /**
     * {@code wss.max-connections-per-address} connections from this address are open. The
     * connection is closed before TLS.
     */
    TOO_MANY_CONNECTIONS_FROM_ADDRESS,
    /** The listener is closing. The connection is closed. */
    DRAINING,
    /** The negotiation queue was full. The connection is closed before TLS. */
    QUEUE_FULL,
    /** {@code wss.negotiation.timeout} passed while the connection waited for a permit. */
    TIMED_OUT_WAITING,
    /** {@code wss.negotiation.timeout} passed during the TLS handshake. */
    TIMED_OUT_IN_TLS,
    /**
     * {@code wss.negotiation.timeout} or {@code wss.upgrade.timeout} passed before the upgrade
     * request was complete, or before the endpoint's {@code Configurator} had answered.
     */
    TIMED_OUT_IN_UPGRADE,
    /** The peer closed the connection before the upgrade was complete. */
    PEER_LEFT,
    /**
     * The first byte was not TLS. Plain HTTP is told so with status 400 in plain text; all else
     * gets the TLS alert {@code unexpected_message} (RFC 8446 section 5).
     */
    NOT_TLS,
    /** The TLS handshake failed. The peer gets the alert that the TLS engine chose. */
    TLS_FAILED,
    /** The request was not a valid opening handshake (RFC 6455 section 4.2.1): status 400. */
    BAD_REQUEST,
    /** The request line or the header fields were too long: status 414 or 431. */
    REQUEST_TOO_LARGE,
    /** An ordinary GET without upgrade: status 426. */
    UPGRADE_REQUIRED,
    /** A WebSocket version other than 13: status 426 (RFC 6455 section 4.4). */
    UNSUPPORTED_VERSION,
    /** No endpoint at this path: status 404. */
    NO_ENDPOINT,
    /**
     * An origin that {@code wss.origins} or the endpoint's {@code Configurator} does not allow:
     * status 403 (RFC 6455 section 10.2).
     */
    ORIGIN_REFUSED,
    /**
     * A fault of the listener itself or of the endpoint's {@code Configurator}: status 500; the log
     * has the details.
     */
    INTERNAL_ERROR
}
