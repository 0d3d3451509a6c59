package io.postern.internal.upgrade;

import io.postern.internal.endpoint.Identity;
import java.util.Optional;

/**
 * What the TLS handshake has found out about a peer.
 *
 * @param serverName that the client asked for (RFC 6066 section 3), in lower case; empty for none
 * @param identity of the client
 */
public record SecuredPeer(Optional<String> serverName, Identity identity) {

    /** Of a client that sent neither a name nor a certificate. */
    public static final SecuredPeer ANONYMOUS = new SecuredPeer(Optional.empty(), Identity.NONE);
}
