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
    /**
     * A {@link ConnectionExtension} of the application's refused the connection, or could not read
     * what the peer sent before TLS. The connection is closed before TLS.
     */
    REFUSED_BY_EXTENSION,
    /** The listener is closing. The connection is closed. */
    DRAINING,
    /** The negotiation queue was full. The connection is closed before TLS. */
    QUEUE_FULL,
    /**
     * {@code wss.negotiation.timeout} passed while the connection waited for a permit, or too
     * little of it was left for a negotiation when its turn came. The connection is closed.
     */
    TIMED_OUT_WAITING,
    /**
     * {@code wss.negotiation.timeout} passed during the TLS handshake, or before the peer had begun
     * it. The connection is closed.
     */
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
    /**
     * The client offered no version of TLS that {@code wss.tls.protocols} allows: alert {@code
     * protocol_version} (RFC 8446 section 6.2).
     */
    PROTOCOL_TOO_OLD,
    /**
     * There is no certificate for the server name that the client sent, and {@code
     * wss.tls.sni.unmatched=refuse}: alert {@code unrecognized_name}. A client that sent no name is
     * then counted under {@link #TLS_FAILED}.
     */
    UNKNOWN_SERVER_NAME,
    /**
     * {@code wss.tls.client-auth=required} and the client presented no certificate: alert {@code
     * certificate_required}, with TLS 1.2 one of its own.
     */
    NO_CLIENT_CERTIFICATE,
    /**
     * The path from the client's certificate to the trust store could not be validated: alert
     * {@code unknown_ca}, {@code bad_certificate} or {@code unsupported_certificate}, as far as the
     * TLS engine can (see {@link io.postern.tls.CertificateAlert}).
     */
    CLIENT_CERTIFICATE_UNTRUSTED,
    /**
     * The client's certificate, or one on its path, is not valid any more or not yet: alert {@code
     * certificate_expired} or {@code bad_certificate}.
     */
    CLIENT_CERTIFICATE_EXPIRED,
    /**
     * The client's certificate is revoked, or it cannot be found out whether it is: alert {@code
     * certificate_revoked} or {@code certificate_unknown}.
     */
    CLIENT_CERTIFICATE_REVOKED,
    /**
     * A {@link io.postern.tls.ClientCertificateValidator} refused the client, none accepted it
     * where one has to, or the certificate names no principal: the alert that the validator chose,
     * or {@code certificate_unknown}.
     */
    CLIENT_CERTIFICATE_REFUSED,
    /** The request was not a valid opening handshake (RFC 6455 section 4.2.1): status 400. */
    BAD_REQUEST,
    /** The request line or the header fields were too long: status 414 or 431. */
    REQUEST_TOO_LARGE,
    /** An ordinary GET without upgrade: status 426. */
    UPGRADE_REQUIRED,
    /** A WebSocket version other than 13: status 426 (RFC 6455 section 4.4). */
    UNSUPPORTED_VERSION,
    /**
     * The {@code Host} header names another server than the TLS handshake did, or none of {@code
     * wss.hosts}: status 421 (RFC 9110 section 15.5.20).
     */
    MISDIRECTED,
    /** No endpoint at this path: status 404. */
    NO_ENDPOINT,
    /**
     * An origin that {@code wss.origins}, the endpoint's {@link
     * io.postern.upgrade.AllowedOrigins @AllowedOrigins} or its {@code Configurator} does not
     * allow, or none where {@code wss.missing-origin} asks for one: status 403 (RFC 6455 section
     * 10.2).
     */
    ORIGIN_REFUSED,
    /**
     * The client has not said who it is where it has to, or with a token that is not valid: status
     * 401 (RFC 9110 section 15.5.2).
     */
    UNAUTHENTICATED,
    /**
     * The client is known, and has none of the roles that the endpoint asks for: status 403 (RFC
     * 9110 section 15.5.4).
     */
    FORBIDDEN,
    /** An {@link io.postern.upgrade.UpgradeCheck} refused it, with the status that it chose. */
    REFUSED_BY_CHECK,
    /**
     * The client's principal has {@code wss.max-sessions-per-principal} sessions: status 429 (RFC
     * 6585 section 4).
     */
    TOO_MANY_SESSIONS_OF_PRINCIPAL,
    /**
     * A fault of the listener itself, of an {@link io.postern.upgrade.UpgradeCheck} or of the
     * endpoint's {@code Configurator}: status 500; or of a {@link ConnectionExtension}: the
     * connection is closed before TLS. The log has the details.
     */
    INTERNAL_ERROR
}
