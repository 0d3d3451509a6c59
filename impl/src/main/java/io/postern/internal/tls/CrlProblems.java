package io.postern.internal.tls;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with revocation lists, in the words that their owner reads.
 *
 * @param path the file, or the directory of all
 * @param key the configuration key that names the file or its directory
 */
record CrlProblems(Path path, String key) {

    private static final String RENEW =
            "Fetch the authority's current list, and renew it before each nextUpdate";

    FileProblems file() {
        return new FileProblems("CRL", "CRL", path, key);
    }

    TlsMaterialException emptyDirectory() {
        return problem("CRL directory", "has no file.", "Put CRL files there, or correct " + key);
    }

    TlsMaterialException cutOff() {
        return crl("is cut off: a line -----BEGIN has no -----END with the same label.", null);
    }

    TlsMaterialException damaged(@Nullable Throwable cause) {
        return crl("is damaged, or no CRL in DER or PEM.", cause);
    }

    TlsMaterialException noCrl(List<String> labels) {
        return crl("has no block X509 CRL. Its blocks: " + Printable.list(labels) + ".", null);
    }

    /** The list of some issuer cannot be used. */
    TlsMaterialException unusable(X509CRL crl, String why) {
        String issuer = Printable.quoted(crl.getIssuerX500Principal().getName());
        return problem("CRL", "of " + issuer + " " + why + ".", RENEW + "; " + key + " names it");
    }

    /** An authority could revoke certificates, and nobody would know. */
    TlsMaterialException missing(X509Certificate authority) {
        return problem(
                "CRL",
                "has no list that the trusted authority "
                        + PathFailure.subject(authority)
                        + " has signed.",
                "Put its current list there, correct " + key + ", or remove the authority");
    }

    private TlsMaterialException crl(String what, @Nullable Throwable cause) {
        return new TlsMaterialException(
                "CRL " + FileProblems.location(path) + " " + what,
                "Write it again, or correct " + key + ".",
                cause);
    }

    private TlsMaterialException problem(String subject, String problem, String cure) {
        return new TlsMaterialException(
                subject + " " + FileProblems.location(path) + " " + problem, cure + ".");
    }
}
