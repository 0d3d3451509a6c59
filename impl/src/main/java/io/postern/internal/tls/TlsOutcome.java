package io.postern.internal.tls;

import io.postern.RefusalReason;
import io.postern.internal.upgrade.SecuredPeer;
import java.util.Optional;

/** What became of a TLS handshake. */
public sealed interface TlsOutcome {

    /**
     * The channel is encrypted and the client, if it had to, has identified itself.
     *
     * @param protocol negotiated, as {@code TLSv1.3}
     * @param cipherSuite negotiated, by its IANA name
     * @param peer whom it was negotiated with
     */
    record Secured(String protocol, String cipherSuite, SecuredPeer peer) implements TlsOutcome {}

    /**
     * The connection closes by itself.
     *
     * @param validator the one that refused the client, by its class
     * @param detail for the log; holds no bytes that the peer sent
     */
    record Failed(RefusalReason reason, Optional<String> validator, String detail)
            implements TlsOutcome {

        /** Not by a validator. */
        Failed(RefusalReason reason, String detail) {
            this(reason, Optional.empty(), detail);
        }

        static Failed of(ClientRefusal refusal) {
            return new Failed(
                    refusal.reason(), refusal.validator(), String.valueOf(refusal.getMessage()));
        }
    }
}
