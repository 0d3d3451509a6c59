package io.postern.internal.tls;

import io.postern.RefusalReason;

/** What became of a TLS handshake. */
public sealed interface TlsOutcome {

    /**
     * The channel is encrypted.
     *
     * @param protocol negotiated, as {@code TLSv1.3}
     * @param cipherSuite negotiated, by its IANA name
     */
    record Secured(String protocol, String cipherSuite) implements TlsOutcome {}

    /**
     * The connection closes by itself.
     *
     * @param detail for the log; holds no bytes that the peer sent
     */
    record Failed(RefusalReason reason, String detail) implements TlsOutcome {}
}
