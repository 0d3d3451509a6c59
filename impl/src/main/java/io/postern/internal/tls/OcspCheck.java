package io.postern.internal.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Asks one OCSP responder (RFC 6960), the configured one; addresses in certificates are never used.
 * Whatever is not a verified, fresh "good" refuses the certificate.
 *
 * <p>Threads: {@link #check} blocks and may be called by many threads at once; there is one thread
 * of its own, which ends in {@link #close}.
 */
final class OcspCheck implements RevocationCheck, AutoCloseable {

    private final URI responder;
    private final OcspInquiry inquiry;
    private final LongSupplier nanoTime;
    private final OcspCache cache = new OcspCache();

    /**
     * @param responder {@code wss.tls.ocsp.responder}
     * @throws TlsMaterialException if it is no address that can be asked
     */
    OcspCheck(URI responder) throws TlsMaterialException {
        this(client(responder), System::nanoTime);
    }

    /** With a clock of one's own. */
    OcspCheck(OcspClient client, LongSupplier nanoTime) {
        this.responder = client.responder();
        this.inquiry = OcspInquiry.withNonces(client);
        this.nanoTime = nanoTime;
    }

    private static URI checked(URI responder) throws TlsMaterialException {
        String scheme = String.valueOf(responder.getScheme());
        boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!http || responder.getHost() == null || responder.getRawUserInfo() != null) {
            // Not quoted: what stands before an @ may be a password
            throw new TlsMaterialException(
                    "The value of wss.tls.ocsp.responder is not the address of an OCSP responder.",
                    "Write http:// or https://, a host and, if need be, a port and a path,"
                            + " such as http://ocsp.example.org/.");
        }
        return responder;
    }

    private static OcspClient client(URI responder) throws TlsMaterialException {
        try {
            return OcspClient.of(checked(responder));
        } catch (GeneralSecurityException e) {
            throw new TlsMaterialException(
                    "The OCSP responder %s (wss.tls.ocsp.responder) cannot be asked over TLS: %s."
                            .formatted(Printable.of(responder), Printable.of(e)),
                    "Mend the JVM's default trust store, or write http://.",
                    e);
        }
    }

    /** From the trust store's end: an answer counts only if the issuer that signs it is good. */
    @Override
    public void check(List<X509Certificate> chain, Instant now, Duration left)
            throws CertPathValidatorException {
        long deadline = nanoTime.getAsLong() + left.toNanos();
        for (int i = chain.size() - 2; i >= 0; i--) {
            OcspSubject subject = new OcspSubject(chain.get(i), chain.get(i + 1));
            try {
                check(subject, now, deadline);
            } catch (OcspException e) {
                throw refusal(subject, e);
            }
        }
    }

    private void check(OcspSubject subject, Instant now, long deadline) throws OcspException {
        String fingerprint = subject.fingerprint();
        if (cache.isGood(fingerprint, now)) {
            return;
        }
        Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
        if (left.isNegative() || left.isZero()) {
            throw new OcspException("was not asked: no time is left");
        }
        OcspInquiry.Good answer = inquiry.ask(subject, now, left);
        cache.good(fingerprint, now, answer.response().expires());
    }

    private CertPathValidatorException refusal(OcspSubject subject, OcspException e) {
        String message =
                "%s: the OCSP responder %s %s"
                        .formatted(
                                e.isRevoked()
                                        ? "The certificate " + subject + " is revoked"
                                        : "It is not known whether the certificate "
                                                + subject
                                                + " is revoked",
                                Printable.of(responder),
                                e.getMessage());
        return new CertPathValidatorException(
                message,
                e,
                null,
                -1,
                e.isRevoked() ? BasicReason.REVOKED : BasicReason.UNDETERMINED_REVOCATION_STATUS);
    }

    /** Ends what is being asked, and the thread. */
    @Override
    public void close() {
        inquiry.close();
    }
}
