package io.postern.internal.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Finds out whether a certificate on a path that has been validated is revoked. May block. */
interface RevocationCheck {

    /**
     * Checks each certificate of {@code chain} but the last one, which is of the trust store.
     *
     * @param chain each certificate is issued by the next
     * @param left how long it may take
     * @throws CertPathValidatorException with {@link BasicReason#REVOKED}, or with {@link
     *     BasicReason#UNDETERMINED_REVOCATION_STATUS} for whatever keeps it from finding out
     */
    void check(List<X509Certificate> chain, Instant now, Duration left)
            throws CertPathValidatorException;
}
