package io.postern.internal.tls;

import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words and codes for paths that are not valid. What the peer sent is escaped and capped. */
final class PathFailure {

    private PathFailure() {}

    /** About a certificate that the client presented, by its place in {@code presented}. */
    static CertPathValidatorException at(
            int index, List<X509Certificate> presented, Reason reason, String problem) {
        String place =
                presented.size() == 1
                        ? "certificate "
                        : "certificate " + (index + 1) + " of " + presented.size() + " ";
        String message = place + subject(presented.get(index)) + " " + problem;
        CertPath path = path(presented);
        return new CertPathValidatorException(
                message, null, path, path == null ? -1 : index, reason);
    }

    /** About no certificate of the client in particular. */
    static CertPathValidatorException of(Reason reason, String message) {
        return new CertPathValidatorException(message, null, null, -1, reason);
    }

    static PathResult.Invalid invalid(CertPathValidatorException failure) {
        return new PathResult.Invalid(failure, refusal(failure.getReason()), alert(failure));
    }

    static String subject(X509Certificate certificate) {
        return Printable.quoted(certificate.getSubjectX500Principal().getName());
    }

    private static @Nullable CertPath path(List<X509Certificate> certificates) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertPath(certificates);
        } catch (CertificateException e) {
            return null;
        }
    }

    private static RefusalReason refusal(Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return RefusalReason.CLIENT_CERTIFICATE_EXPIRED;
        }
        boolean revocation =
                reason == BasicReason.REVOKED
                        || reason == BasicReason.UNDETERMINED_REVOCATION_STATUS;
        return revocation
                ? RefusalReason.CLIENT_CERTIFICATE_REVOKED
                : RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
    }

    private static CertificateAlert alert(CertPathValidatorException failure) {
        if (failure.getReason() instanceof BasicReason reason) {
            return switch (reason) {
                case EXPIRED -> CertificateAlert.CERTIFICATE_EXPIRED;
                case REVOKED -> CertificateAlert.CERTIFICATE_REVOKED;
                case UNDETERMINED_REVOCATION_STATUS -> CertificateAlert.CERTIFICATE_UNKNOWN;
                case ALGORITHM_CONSTRAINED -> CertificateAlert.UNSUPPORTED_CERTIFICATE;
                default -> CertificateAlert.BAD_CERTIFICATE;
            };
        }
        if (failure.getReason() instanceof PKIXReason reason) {
            return switch (reason) {
                case NO_TRUST_ANCHOR, NAME_CHAINING, NOT_CA_CERT, PATH_TOO_LONG ->
                        CertificateAlert.UNKNOWN_CA;
                case INVALID_KEY_USAGE, UNRECOGNIZED_CRIT_EXT, INVALID_NAME, INVALID_POLICY ->
                        CertificateAlert.UNSUPPORTED_CERTIFICATE;
            };
        }
        return CertificateAlert.BAD_CERTIFICATE;
    }
}
