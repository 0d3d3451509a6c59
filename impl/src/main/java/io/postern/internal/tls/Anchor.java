package io.postern.internal.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.PKIXReason;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trusted certificate as the issuer of a path. RFC 5280 section 6.1.1 takes name and key from it
 * alone; what it says about itself is heeded here, too, as trusting it was meant within its limits.
 *
 * @param certificate of the trust store
 */
record Anchor(X509Certificate certificate) {

    private static final int KEY_CERT_SIGN = 5;
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    /** It may issue the last certificate of {@code path}, and vouch for the others. */
    void check(List<X509Certificate> path, Instant now) throws CertPathValidatorException {
        boolean[] keyUsage = certificate.getKeyUsage();
        if (!TrustMaterial.isAuthority(certificate)) {
            throw failure(PKIXReason.NOT_CA_CERT, "is no authority's (basicConstraints)");
        }
        if (keyUsage != null && !keyUsage[KEY_CERT_SIGN]) {
            throw failure(
                    PKIXReason.INVALID_KEY_USAGE,
                    "must not issue others: its key usage lacks keyCertSign");
        }
        checkDates(now);
        Optional<String> weakness = CertificateRules.weakKey(certificate);
        if (weakness.isPresent()) {
            throw failure(BasicReason.ALGORITHM_CONSTRAINED, weakness.get());
        }
        checkLength(path);
        checkNames(path);
    }

    void checkDates(Instant now) throws CertPathValidatorException {
        Optional<Lapse> lapse = Lapse.of(certificate, now);
        if (lapse.isPresent()) {
            throw failure(lapse.get().reason(), lapse.get().problem());
        }
    }

    /** Certificates that an authority issues to itself do not count (RFC 5280 section 4.2.1.9). */
    private void checkLength(List<X509Certificate> path) throws CertPathValidatorException {
        long authorities =
                path.stream().skip(1).filter(authority -> !isSelfIssued(authority)).count();
        // a certificate of version 1 gives -1, and no limit
        int limit = certificate.getBasicConstraints();
        if (limit >= 0 && authorities > limit) {
            throw failure(
                    PKIXReason.PATH_TOO_LONG,
                    "allows " + limit + " authorities below it, and there are " + authorities);
        }
    }

    private void checkNames(List<X509Certificate> path) throws CertPathValidatorException {
        byte[] extension = certificate.getExtensionValue(NAME_CONSTRAINTS);
        if (extension == null) {
            return;
        }
        X509CertSelector names = new X509CertSelector();
        try {
            ByteBuffer value = Der.content(ByteBuffer.wrap(extension), Der.OCTET_STRING);
            names.setNameConstraints(Der.bytes(value));
        } catch (IOException | RuntimeException e) {
            throw failure(PKIXReason.INVALID_NAME, "has name constraints that are damaged");
        }
        for (int i = 0; i < path.size(); i++) {
            boolean exempt = i > 0 && isSelfIssued(path.get(i));
            if (!exempt && !names.match(path.get(i))) {
                String problem =
                        "has a name that the trusted certificate "
                                + PathFailure.subject(certificate)
                                + " must not vouch for (name constraints)";
                throw PathFailure.at(i, path, PKIXReason.INVALID_NAME, problem);
            }
        }
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    private CertPathValidatorException failure(Reason reason, String problem) {
        return PathFailure.of(
                reason,
                "the trusted certificate " + PathFailure.subject(certificate) + " " + problem);
    }
}
