package io.postern.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom a listener trusts to issue client certificates: checked and immutable.
 *
 * @param certificates of authorities, or of clients that signed their own
 * @param crls revocation lists (RFC 5280 section 5); empty unless they are configured
 * @param source where the certificates came from, for log lines, such as {@code /etc/ca.p12}
 */
record TrustMaterial(List<X509Certificate> certificates, List<X509CRL> crls, String source) {

    /** Nobody is trusted, as no trust store is configured. */
    static final TrustMaterial NONE = new TrustMaterial(List.of(), List.of(), "no trust store");

    TrustMaterial {
        certificates = List.copyOf(certificates);
        crls = List.copyOf(crls);
    }

    /** Whether this very certificate is trusted. */
    boolean contains(X509Certificate certificate) {
        return certificates.contains(certificate);
    }

    /**
     * Whether a trusted certificate may issue others. Version 1 cannot say so; there a certificate
     * that signed itself counts as an authority's.
     */
    static boolean isAuthority(X509Certificate trusted) {
        return trusted.getBasicConstraints() >= 0
                || (trusted.getVersion() == 1 && isSelfSigned(trusted));
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Counts; the certificates would be pages. */
    @Override
    public String toString() {
        return "TrustMaterial[certificates="
                + certificates.size()
                + ", crls="
                + crls.size()
                + ", source="
                + source
                + "]";
    }
}
