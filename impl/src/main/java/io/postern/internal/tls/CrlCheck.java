package io.postern.internal.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks certificates up in revocation lists that are there already (RFC 5280 section 6.3). The
 * JDK's own check would also fetch lists from addresses in certificates; this one asks nobody.
 */
final class CrlCheck implements RevocationCheck {

    private final List<X509CRL> crls;

    CrlCheck(List<X509CRL> crls) {
        this.crls = List.copyOf(crls);
    }

    @Override
    public void check(List<X509Certificate> chain, Instant now, Duration left)
            throws CertPathValidatorException {
        // from the trusted end: who is revoked cannot vouch for a list
        for (int i = chain.size() - 2; i >= 0; i--) {
            check(chain, i, now);
        }
    }

    private void check(List<X509Certificate> chain, int index, Instant now)
            throws CertPathValidatorException {
        X509Certificate certificate = chain.get(index);
        X509Certificate issuer = chain.get(index + 1);
        boolean cleared = false;
        List<String> obstacles = new ArrayList<>();
        for (X509CRL crl : crls) {
            if (!CrlRules.hasIssuer(crl, issuer)) {
                continue;
            }
            Optional<String> obstacle = obstacle(crl, certificate, issuer, now);
            if (obstacle.isPresent()) {
                obstacles.add(obstacle.get());
                continue;
            }
            X509CRLEntry entry = crl.getRevokedCertificate(certificate.getSerialNumber());
            if (entry != null) {
                throw PathFailure.at(index, chain, BasicReason.REVOKED, revoked(entry));
            }
            cleared = true;
        }
        if (!cleared) {
            throw PathFailure.at(
                    index,
                    chain,
                    BasicReason.UNDETERMINED_REVOCATION_STATUS,
                    "may be revoked: " + undetermined(issuer, obstacles));
        }
    }

    /** Why this list of the issuer's name says nothing about the certificate. */
    private static Optional<String> obstacle(
            X509CRL crl, X509Certificate certificate, X509Certificate issuer, Instant now) {
        Optional<String> unusable = CrlRules.unfitness(crl).or(() -> CrlRules.staleness(crl, now));
        if (unusable.isPresent()) {
            return unusable;
        }
        if (!CrlRules.isSigned(crl, issuer)) {
            return Optional.of("was not signed by that authority, or must not be");
        }
        return CrlScope.of(crl).filter(scope -> scope.covers(certificate)).isPresent()
                ? Optional.empty()
                : Optional.of("is about other certificates (issuingDistributionPoint)");
    }

    private static String revoked(X509CRLEntry entry) {
        String reason =
                entry.getRevocationReason() == null
                        ? "no reason is given"
                        : "reason " + entry.getRevocationReason();
        return "was revoked on " + entry.getRevocationDate().toInstant() + " (" + reason + ")";
    }

    private static String undetermined(X509Certificate issuer, List<String> obstacles) {
        return obstacles.isEmpty()
                ? "there is no CRL of " + PathFailure.subject(issuer)
                : "the CRL of " + PathFailure.subject(issuer) + " " + obstacles.get(0);
    }
}
