package io.postern.internal.config;

/** Where a client may say who it is. */
public enum IdentitySource {
    /** The certificate of its TLS handshake. */
    CERTIFICATE,
    /** A bearer token in the {@code Authorization} header (RFC 6750 section 2.1). */
    AUTHORIZATION,
    /** A bearer token in a cookie. */
    COOKIE,
    /**
     * A bearer token in an entry of {@code Sec-WebSocket-Protocol}, for browsers: the API that they
     * give to a page lets it set nothing else.
     */
    SUBPROTOCOL;

    /** Whether it is a place for a bearer token. */
    public boolean isToken() {
        return this != CERTIFICATE;
    }
}
