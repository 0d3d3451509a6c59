package io.postern.internal.tls;

import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsPolicy;
import java.util.Optional;

/**
 * What every engine of a listener is told.
 *
 * @param certificates the listener's own
 * @param clientAuth whether a certificate is asked for
 * @param clients checks it; empty where none is asked for
 * @param staples what is stapled to the certificates; empty where stapling is off
 */
record TlsRules(
        TlsPolicy policy,
        CertificateSelector certificates,
        ClientAuth clientAuth,
        Optional<ClientTrustManager> clients,
        Optional<Staples> staples) {

    /**
     * Seconds after which a session cannot be resumed any more: half of the hour that the JDK keeps
     * the key of its tickets.
     */
    static final int SESSION_TIMEOUT = 1800;
}
