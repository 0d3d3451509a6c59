package io.postern.tls;

import io.postern.ConnectionExtension;
import java.util.Objects;
import java.util.Optional;

/**
 * The TLS of a listener, made by hand: its certificates and, if it has an opinion of its own, who
 * may enter with a client certificate. Configuration makes one of {@code wss.tls.key-store.*}; an
 * application that makes its own has CDI find it:
 *
 * <pre>{@code
 * @Produces
 * WebSocketSecureConnectionExtension tls(KeyStore keys, DeviceRegistry registry) {
 *     return new WebSocketSecureConnectionExtension(
 *             CertificateResolver.of(keys, password), registry::validate);
 * }
 * }</pre>
 *
 * <p>A listener that the application makes has it registered with {@link
 * io.postern.WebSocketListener#connectionExtensions()}.
 *
 * <p>All else, {@code wss.tls.client-auth} and the trust store included, is configuration or an
 * option of the listener. The validator is asked before those that are CDI beans. Immutable.
 */
public final class WebSocketSecureConnectionExtension implements ConnectionExtension {

    private final CertificateResolver certificates;
    private final Optional<ClientCertificateValidator> validator;

    /** With these certificates. */
    public WebSocketSecureConnectionExtension(CertificateResolver certificates) {
        this.certificates = Objects.requireNonNull(certificates, "certificates");
        this.validator = Optional.empty();
    }

    /** With these certificates, and a validator that is asked about client certificates. */
    public WebSocketSecureConnectionExtension(
            CertificateResolver certificates, ClientCertificateValidator validator) {
        this.certificates = Objects.requireNonNull(certificates, "certificates");
        this.validator = Optional.of(validator);
    }

    /** Gives the listener's certificates. */
    public CertificateResolver certificates() {
        return certificates;
    }

    /** Is asked about client certificates, before those that are CDI beans. */
    public Optional<ClientCertificateValidator> validator() {
        return validator;
    }
}
