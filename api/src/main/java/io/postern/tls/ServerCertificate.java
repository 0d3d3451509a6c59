package io.postern.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with the certificates that belong to it.
 *
 * @param key of the first certificate; it may be one that never leaves its token
 * @param chain the listener's own certificate first, each one issued by the next; the root may be
 *     left out
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

    /** Copies the chain. */
    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain must not be empty");
        }
    }

    /** Names the certificate; the key stays out. */
    @Override
    public String toString() {
        return "ServerCertificate[" + chain.get(0).getSubjectX500Principal().getName() + "]";
    }
}
