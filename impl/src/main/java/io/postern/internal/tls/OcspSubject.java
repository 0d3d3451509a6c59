package io.postern.internal.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * A certificate that is asked about.
 *
 * @param certificate on a path that has been validated
 * @param issuer the next certificate on that path
 */
record OcspSubject(X509Certificate certificate, X509Certificate issuer) {

    /** The SHA-256 of both, in hexadecimal digits. */
    String fingerprint() throws OcspException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(issuer.getEncoded());
            return HexFormat.of().formatHex(hash.digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new OcspException("is not asked about a certificate that has no encoding", e);
        }
    }

    /** For a message. */
    @Override
    public String toString() {
        return "%s (serial number %s)"
                .formatted(
                        Printable.quoted(certificate.getSubjectX500Principal()),
                        certificate.getSerialNumber().toString(16));
    }
}
