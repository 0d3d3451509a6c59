package io.postern.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a revocation list must satisfy (RFC 5280 section 5) before it can clear a certificate. */
final class CrlRules {

    private static final int CRL_SIGN = 6;

    private CrlRules() {}

    /** Why the list says nothing about now; goes on after its name. */
    static Optional<String> staleness(X509CRL crl, Instant now) {
        Date next = crl.getNextUpdate();
        String clock = "; this machine's clock says " + now;
        if (now.isBefore(crl.getThisUpdate().toInstant())) {
            return Optional.of("is not valid before " + crl.getThisUpdate().toInstant() + clock);
        }
        if (next == null) {
            return Optional.of("does not say until when it is valid (nextUpdate)");
        }
        return now.isAfter(next.toInstant())
                ? Optional.of("expired on " + next.toInstant() + clock)
                : Optional.empty();
    }

    /** Why the list can never be used; goes on after its name. */
    static Optional<String> unfitness(X509CRL crl) {
        if (CertificateRules.isBroken(crl.getSigAlgName(), crl.getSigAlgParams())) {
            String algorithm = Printable.of(crl.getSigAlgName());
            return Optional.of("has a signature that can be forged: " + algorithm);
        }
        Set<String> critical = crl.getCriticalExtensionOIDs();
        Set<String> unknown = new TreeSet<>(critical == null ? Set.of() : critical);
        unknown.remove(CrlScope.ISSUING_DISTRIBUTION_POINT);
        if (!unknown.isEmpty()) {
            return Optional.of("has critical extensions that are not understood: " + unknown);
        }
        return CrlScope.of(crl).isEmpty()
                ? Optional.of(
                        "is a part that is not understood (issuingDistributionPoint): an indirect"
                                + " list, or one of some reasons or attribute certificates only")
                : Optional.empty();
    }

    static boolean hasIssuer(X509CRL crl, X509Certificate authority) {
        return crl.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    }

    /** The authority has signed it, and may. */
    static boolean isSigned(X509CRL crl, X509Certificate authority) {
        boolean[] keyUsage = authority.getKeyUsage();
        if (keyUsage != null && !keyUsage[CRL_SIGN]) {
            return false;
        }
        try {
            crl.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
