package io.postern.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificate with which a client identified itself in the TLS handshake. The client has proved
 * that it has the private key.
 *
 * <p>A {@link ClientCertificateValidator} is given it; in an endpoint it is a parameter of any
 * callback method, null where the client presented none, or it is injected:
 *
 * <pre>{@code
 * @OnOpen public void open(Session session, @Nullable ClientCertificate certificate) { ... }
 *
 * @Inject ClientCertificate certificate;
 * }</pre>
 *
 * <p>What is injected stands for the certificate of the connection whose callback is running. Its
 * methods throw {@link IllegalStateException} where that connection has none, which is possible
 * with {@code wss.tls.client-auth} other than {@code required}, and {@link
 * jakarta.enterprise.context.ContextNotActiveException} outside a callback.
 *
 * <p>Immutable, but for what is injected; may be used from any thread.
 */
public interface ClientCertificate {

    /**
     * The client's certificates.
     *
     * @return the client's own first; where the path was validated, each one is issued by the next
     *     and the last one is of the trust store; where it was not, what the client presented, as
     *     it did
     */
    List<X509Certificate> chain();

    /**
     * Why the path to a certificate of the trust store could not be validated (RFC 5280 section 6).
     *
     * @return empty for a validated path, which it always is with {@code
     *     wss.tls.path-validation=required}
     */
    Optional<CertPathValidatorException> pathFailure();

    /** The client's own certificate. */
    default X509Certificate certificate() {
        return chain().get(0);
    }
}
