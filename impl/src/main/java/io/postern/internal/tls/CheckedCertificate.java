package io.postern.internal.tls;

import io.postern.tls.ClientCertificate;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A client's certificate with what path validation has found.
 *
 * @param presented as the client sent it, for another check
 */
record CheckedCertificate(
        List<X509Certificate> presented,
        List<X509Certificate> chain,
        Optional<CertPathValidatorException> pathFailure)
        implements ClientCertificate {

    static CheckedCertificate of(List<X509Certificate> presented, PathResult path) {
        if (path instanceof PathResult.Valid valid) {
            return new CheckedCertificate(presented, valid.chain(), Optional.empty());
        }
        return new CheckedCertificate(
                presented, presented, Optional.of(((PathResult.Invalid) path).failure()));
    }

    /** The client's own name alone: a chain is long, and of no use in a line. */
    @Override
    public String toString() {
        String subject = Printable.quoted(certificate().getSubjectX500Principal().getName());
        return "ClientCertificate[" + subject + "]";
    }
}
