package io.postern.internal.tls;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What the log tells about a development certificate in use.
 *
 * @param fingerprint SHA-256, as browsers show it
 * @param keyStore the private file with key and certificate
 * @param certificate the certificate alone, in PEM
 * @param validUntil when it expires
 * @param madeNow whether this start made it; otherwise an earlier one did
 */
public record DevelopmentNotice(
        String fingerprint, Path keyStore, Path certificate, Instant validUntil, boolean madeNow) {

    /** Writes the notice, in three lines; meant for the moment when the listener has opened. */
    public void log() {
        TlsLog.LOG.developmentCertificateInUse(fingerprint);
        TlsLog.LOG.developmentCertificateFiles(
                Printable.of(certificate),
                Printable.of(keyStore),
                madeNow ? "made just now" : "kept from an earlier start",
                validUntil.toString());
        TlsLog.LOG.howToTrustDevelopmentCertificate();
    }
}
