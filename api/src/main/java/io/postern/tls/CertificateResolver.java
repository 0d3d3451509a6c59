package io.postern.tls;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Gives the certificates that a listener serves, in place of {@code wss.tls.key-store.*}: from a
 * vault, a database, or a key store that the application opens itself. A CDI bean of this type is
 * found by its type:
 *
 * <pre>{@code
 * @Produces @ApplicationScoped
 * CertificateResolver certificates(Vault vault) {
 *     return () -> List.of(vault.currentCertificate());
 * }
 * }</pre>
 *
 * <p>It is asked when the listener opens and again at each {@code wss.tls.reload-interval}; what
 * has changed is checked, tried, and put in service for new connections, as a changed file would
 * be. It is asked on a thread that may block, never by two threads at once. What it throws keeps
 * the listener from opening; later it leaves in service what is.
 */
@FunctionalInterface
public interface CertificateResolver {

    /**
     * The certificates that are to be served now.
     *
     * @return at least one; the first is for clients that name no server, or one that no
     *     certificate is for
     * @throws Exception when they cannot be had
     */
    List<ServerCertificate> resolve() throws Exception;

    /** Always the same certificate. */
    static CertificateResolver of(PrivateKey key, X509Certificate... chain) {
        List<ServerCertificate> certificates = List.of(new ServerCertificate(key, List.of(chain)));
        return () -> certificates;
    }

    /**
     * All private keys of an open key store, in the order of their aliases; they are read anew each
     * time.
     *
     * @param password of the keys; it is copied, and may be overwritten when this returns. The copy
     *     stays in memory, for keys that are read anew
     */
    static CertificateResolver of(KeyStore store, char[] password) {
        return new KeyStoreCertificates(store, password.clone());
    }
}
