package io.postern.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Validates the path from a client's certificate to the trust store (RFC 5280 section 6). Nothing
 * is searched or fetched: what the client presented counts in the order in which it did. Immutable;
 * {@link #check} may be called from any thread, and blocks as long as the revocation check does.
 */
final class ClientPath {

    static final int MAX_CERTIFICATES = 10;

    private final TrustMaterial trust;
    private final RevocationCheck revocation;

    /**
     * @param revocation is asked about paths that are valid otherwise
     */
    ClientPath(TrustMaterial trust, RevocationCheck revocation) {
        this.trust = trust;
        this.revocation = revocation;
    }

    /**
     * @param presented what the client sent, its own certificate first; not empty
     * @param left how long the revocation check may take
     */
    PathResult check(List<X509Certificate> presented, Instant now, Duration left) {
        if (presented.isEmpty()) {
            throw new IllegalArgumentException("presented must not be empty");
        }
        try {
            List<X509Certificate> chain = validated(presented, now);
            revocation.check(chain, now, left);
            return new PathResult.Valid(chain);
        } catch (CertPathValidatorException e) {
            return PathFailure.invalid(e);
        }
    }

    private List<X509Certificate> validated(List<X509Certificate> presented, Instant now)
            throws CertPathValidatorException {
        if (presented.size() > MAX_CERTIFICATES) {
            String problem = presented.size() + " certificates, more than " + MAX_CERTIFICATES;
            throw PathFailure.of(PKIXReason.PATH_TOO_LONG, "the client presented " + problem);
        }
        X509Certificate own = presented.get(0);
        if (trust.contains(own) && TrustMaterial.isSelfSigned(own)) {
            return pinned(own, now);
        }
        CertPathValidatorException failure = null;
        for (Candidate candidate : candidates(presented)) {
            try {
                return validated(candidate, now);
            } catch (CertPathValidatorException e) {
                // an authority that has changed its key has two certificates; one fits
                boolean otherKey =
                        failure != null && failure.getReason() == BasicReason.INVALID_SIGNATURE;
                failure = failure == null || otherKey ? e : failure;
            }
        }
        throw failure != null ? failure : noAnchor(presented);
    }

    /** A self-signed certificate of the trust store stands for its owner alone. */
    private static List<X509Certificate> pinned(X509Certificate own, Instant now)
            throws CertPathValidatorException {
        List<X509Certificate> path = List.of(own);
        Optional<Lapse> lapse = Lapse.of(own, now);
        if (lapse.isPresent()) {
            throw PathFailure.at(0, path, lapse.get().reason(), lapse.get().problem());
        }
        Optional<String> weakness = CertificateRules.weakKey(own);
        if (weakness.isPresent()) {
            throw PathFailure.at(0, path, BasicReason.ALGORITHM_CONSTRAINED, weakness.get());
        }
        if (own.hasUnsupportedCriticalExtension()) {
            throw PathFailure.at(
                    0,
                    path,
                    PKIXReason.UNRECOGNIZED_CRIT_EXT,
                    "has a critical extension that is not understood");
        }
        CertificateRules.usage(path, true);
        return path;
    }

    /** The shortest first; a trusted certificate ends what the client presented. */
    private List<Candidate> candidates(List<X509Certificate> presented) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < presented.size(); i++) {
            X509Certificate last = presented.get(i);
            if (i > 0 && trust.contains(last)) {
                break;
            }
            List<X509Certificate> path = presented.subList(0, i + 1);
            for (X509Certificate trusted : trust.certificates()) {
                if (isIssuer(trusted, last)) {
                    candidates.add(new Candidate(path, new Anchor(trusted)));
                }
            }
            if (i + 1 == presented.size() || !isIssuer(presented.get(i + 1), last)) {
                break;
            }
        }
        return candidates;
    }

    private List<X509Certificate> validated(Candidate candidate, Instant now)
            throws CertPathValidatorException {
        List<X509Certificate> path = candidate.path();
        candidate.anchor().check(path, now);
        CertificateRules.strength(path);
        pkix(candidate, now);
        CertificateRules.usage(path, trust.contains(path.get(0)));
        return Stream.concat(path.stream(), Stream.of(candidate.anchor().certificate())).toList();
    }

    private static void pkix(Candidate candidate, Instant now) throws CertPathValidatorException {
        try {
            TrustAnchor anchor = new TrustAnchor(candidate.anchor().certificate(), null);
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(false);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            CertPathValidator.getInstance("PKIX")
                    .validate(factory.generateCertPath(candidate.path()), parameters);
        } catch (CertPathValidatorException e) {
            throw described(e, candidate, now);
        } catch (GeneralSecurityException | RuntimeException e) {
            // hostile certificates have found unchecked exceptions in validators before
            String message = "the path cannot be validated: " + Printable.of(e);
            throw PathFailure.of(BasicReason.UNSPECIFIED, message);
        }
    }

    /** The JDK's message repeats names as they are; ours takes its place. */
    private static CertPathValidatorException described(
            CertPathValidatorException e, Candidate candidate, Instant now) {
        int index = e.getIndex();
        if (index < 0) {
            return PathFailure.of(e.getReason(), "the path is not valid: " + Printable.of(e));
        }
        List<X509Certificate> path = candidate.path();
        return PathFailure.at(index, path, e.getReason(), problem(e, path.get(index), now));
    }

    private static String problem(
            CertPathValidatorException e, X509Certificate certificate, Instant now) {
        if (e.getReason() == BasicReason.INVALID_SIGNATURE) {
            return "was not signed by "
                    + Printable.quoted(certificate.getIssuerX500Principal().getName())
                    + ", although it names that as its issuer";
        }
        return Lapse.of(certificate, now)
                .filter(lapse -> lapse.reason() == e.getReason())
                .map(Lapse::problem)
                .orElseGet(() -> "is not valid: " + Printable.of(message(e)));
    }

    private static String message(CertPathValidatorException e) {
        return e.getMessage() == null ? e.getReason().toString() : e.getMessage();
    }

    private CertPathValidatorException noAnchor(List<X509Certificate> presented) {
        if (trust.certificates().isEmpty()) {
            return PathFailure.of(PKIXReason.NO_TRUST_ANCHOR, "no trust store is configured");
        }
        int index = 0;
        while (index + 1 < presented.size()
                && isIssuer(presented.get(index + 1), presented.get(index))) {
            index++;
        }
        X509Certificate last = presented.get(index);
        boolean own = isIssuer(last, last);
        String problem =
                own
                        ? "names itself as its issuer and is not in " + trust.source()
                        : "has the issuer "
                                + Printable.quoted(last.getIssuerX500Principal().getName())
                                + ", which neither follows it nor is in "
                                + trust.source();
        return PathFailure.at(index, presented, PKIXReason.NO_TRUST_ANCHOR, problem);
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    /**
     * A path that might be valid.
     *
     * @param path the last certificate names the anchor's subject as its issuer
     */
    private record Candidate(List<X509Certificate> path, Anchor anchor) {}
}
