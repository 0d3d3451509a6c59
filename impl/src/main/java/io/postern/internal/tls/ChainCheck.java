package io.postern.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks that every certificate of a chain is valid now and issued by the next one. */
final class ChainCheck {

    static final String IN_ORDER =
            "Store the chain in order, the listener's certificate first, each one followed by its"
                    + " issuer, and no others";

    private final List<X509Certificate> chain;
    private final Instant now;

    private ChainCheck(List<X509Certificate> chain, Instant now) {
        this.chain = chain;
        this.now = now;
    }

    static Optional<Defect> defect(List<X509Certificate> chain, Instant now) {
        ChainCheck check = new ChainCheck(chain, now);
        for (int i = 0; i < chain.size(); i++) {
            Optional<Defect> defect = check.validity(i);
            if (defect.isEmpty() && i + 1 < chain.size()) {
                defect = check.link(i);
            }
            if (defect.isPresent()) {
                return defect;
            }
        }
        return Optional.empty();
    }

    private Optional<Defect> validity(int index) {
        X509Certificate certificate = chain.get(index);
        boolean root = index > 0 && issued(certificate, certificate);
        if (root) {
            // Clients use the root in their own trust store and ignore the one that is sent.
            return Optional.empty();
        }
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return defect(index, "expired on " + until + clock(), "Renew the certificate");
        }
        if (now.isBefore(from)) {
            return defect(
                    index,
                    "is not valid before " + from + clock(),
                    "Set the clock right, or wait, or renew the certificate");
        }
        return Optional.empty();
    }

    private Optional<Defect> link(int index) {
        X509Certificate certificate = chain.get(index);
        X509Certificate next = chain.get(index + 1);
        if (!issued(next, certificate)) {
            return defect(
                    index,
                    "names the issuer "
                            + Printable.quoted(certificate.getIssuerX500Principal().getName())
                            + ", and the next certificate is "
                            + subject(next),
                    IN_ORDER);
        }
        try {
            certificate.verify(next.getPublicKey());
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return defect(
                    index,
                    "was not signed by the next certificate "
                            + subject(next)
                            + ", although that has the issuer's name",
                    "Store the issuer's certificate that belongs to it");
        }
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private Optional<Defect> defect(int index, String problem, String cure) {
        String position =
                chain.size() == 1
                        ? "certificate "
                        : "certificate " + (index + 1) + " of " + chain.size() + " ";
        return Optional.of(new Defect(position + subject(chain.get(index)) + " " + problem, cure));
    }

    private String clock() {
        return "; this machine's clock says " + now;
    }

    private static String subject(X509Certificate certificate) {
        return Printable.quoted(certificate.getSubjectX500Principal().getName());
    }
}
