package io.postern.internal.tls;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.Extension;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets the JDK verify a response: its signature, that the issuer or one whom the issuer has
 * authorised signed it (RFC 6960 section 4.2.2.2), its nonce if it has one, its times.
 */
final class OcspVerifier {

    private final URI responder;

    /**
     * @param responder the only address that the JDK could ask, if it did not use what it is given
     */
    OcspVerifier(URI responder) {
        this.responder = responder;
    }

    /**
     * Verifies what came in answer to {@code request}.
     *
     * @throws OcspException if it cannot be relied on, or says that the certificate is not good
     */
    void verify(OcspSubject subject, OcspRequest request, byte[] response, Instant now)
            throws OcspException {
        try {
            CertPathValidator validator = validator();
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(Set.of(Option.NO_FALLBACK));
            checker.setOcspResponder(responder);
            checker.setOcspResponses(Map.of(subject.certificate(), response));
            checker.setOcspExtensions(
                    request.nonce().<List<Extension>>map(List::of).orElse(List.of()));
            // The issuer has been validated: for this one question it is the trust anchor.
            PKIXParameters parameters =
                    new PKIXParameters(Set.of(new TrustAnchor(subject.issuer(), null)));
            parameters.setRevocationEnabled(false);
            parameters.addCertPathChecker(checker);
            parameters.setDate(Date.from(now));
            validator.validate(path(subject.certificate()), parameters);
        } catch (CertPathValidatorException e) {
            throw refusal(e);
        } catch (GeneralSecurityException e) {
            throw new OcspException("sent a response that this JVM cannot verify", e);
        } catch (RuntimeException malformed) {
            // The JDK's reading of a response refuses some with an IllegalArgumentException
            throw new OcspException("sent a response that is malformed");
        }
    }

    /** Of the provider whose behaviour is known: another that stands before it may check less. */
    private static CertPathValidator validator() throws GeneralSecurityException {
        Provider sun = Security.getProvider("SUN");
        return sun == null
                ? CertPathValidator.getInstance("PKIX")
                : CertPathValidator.getInstance("PKIX", sun);
    }

    private static CertPath path(X509Certificate certificate) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    }

    private static OcspException refusal(CertPathValidatorException e) {
        if (e.getReason() == BasicReason.REVOKED) {
            return OcspException.revoked(
                    e.getCause() instanceof CertificateRevokedException revoked
                            ? "says that it was revoked at %s (%s)"
                                    .formatted(
                                            revoked.getRevocationDate().toInstant(),
                                            revoked.getRevocationReason())
                            : "says that it is revoked");
        }
        if (e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS
                && !(e.getCause() instanceof IOException)) {
            // So the JDK says "unknown" of a response that it could read, and relies on
            return OcspException.unknown("says that its status is unknown");
        }
        // Without the cause, whose message may hold unescaped what the response holds
        return new OcspException(
                "sent a response that cannot be relied on: "
                        + Printable.of(String.valueOf(e.getMessage())));
    }
}
