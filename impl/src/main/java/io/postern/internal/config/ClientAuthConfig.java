package io.postern.internal.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of client certificates.
 *
 * @param mode {@code wss.tls.client-auth}
 * @param trust {@code wss.tls.trust-store.*}; empty only without client certificates, or where the
 *     validators alone decide
 * @param path {@code wss.tls.path-validation} and {@code wss.tls.revocation}
 * @param principal {@code wss.tls.principal}
 * @param timeout {@code wss.tls.client-auth-timeout}: for revocation and validators together
 */
public record ClientAuthConfig(
        ClientAuth mode,
        Optional<TrustSource> trust,
        Path path,
        PrincipalSource principal,
        Duration timeout) {

    public ClientAuthConfig {
        Objects.requireNonNull(principal, "principal");
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
        }
        if (mode != ClientAuth.NONE && trust.isEmpty() && path.needsTrust()) {
            throw new IllegalArgumentException("trust must not be empty where a path is asked for");
        }
    }

    /** No certificate is asked for. */
    public static final ClientAuthConfig NONE =
            new ClientAuthConfig(
                    ClientAuth.NONE,
                    Optional.empty(),
                    new Path(PathValidation.REQUIRED, new Revocation.None()),
                    PrincipalSource.SUBJECT,
                    Duration.ofSeconds(5));

    /**
     * What is asked of the path from a certificate to the trust store.
     *
     * @param validation {@code wss.tls.path-validation}
     * @param revocation {@code wss.tls.revocation}
     */
    public record Path(PathValidation validation, Revocation revocation) {

        public Path {
            Objects.requireNonNull(validation, "validation");
            Objects.requireNonNull(revocation, "revocation");
        }

        boolean needsTrust() {
            return validation == PathValidation.REQUIRED
                    || !(revocation instanceof Revocation.None);
        }
    }
}
