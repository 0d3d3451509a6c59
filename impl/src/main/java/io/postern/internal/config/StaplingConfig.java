package io.postern.internal.config;

import java.net.URI;
import java.util.Optional;

/**
 * Whether clients are told in the handshake that the listener's certificates are not revoked (OCSP
 * stapling, RFC 6066 section 8, RFC 8446 section 4.4.2.1): {@code wss.tls.ocsp-stapling}.
 *
 * @param responder is asked about every certificate; empty for the address that each certificate
 *     names
 */
public record StaplingConfig(boolean on, Optional<URI> responder) {

    public static final StaplingConfig OFF = new StaplingConfig(false, Optional.empty());

    public StaplingConfig {
        if (!on && responder.isPresent()) {
            throw new IllegalArgumentException("responder must be empty without stapling");
        }
        if (responder.isPresent() && !Revocation.Ocsp.isResponder(responder.get())) {
            throw new IllegalArgumentException(
                    "responder must be " + Revocation.Ocsp.RESPONDER_RULE);
        }
    }
}
