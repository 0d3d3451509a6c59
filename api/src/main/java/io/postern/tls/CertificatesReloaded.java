package io.postern.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A CDI event: changed files have been loaded, and new connections are served with them. Open
 * connections live on; with {@code wss.tls.on-trust-change=close} those are closed whose clients
 * would be refused now.
 *
 * <p>It is fired on a worker thread, with a request context of its own.
 *
 * @param listener the listener's name
 * @param certificates the listener's own, now in service
 */
public record CertificatesReloaded(String listener, List<X509Certificate> certificates) {

    /** Copies the list. */
    public CertificatesReloaded {
        certificates = List.copyOf(certificates);
    }
}
