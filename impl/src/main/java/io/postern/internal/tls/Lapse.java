package io.postern.internal.tls;

import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate is looked at outside its life.
 *
 * @param problem goes on after the name of the certificate
 */
record Lapse(BasicReason reason, String problem) {

    static Optional<Lapse> of(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String clock = "; this machine's clock says " + now;
        if (now.isAfter(until)) {
            return Optional.of(new Lapse(BasicReason.EXPIRED, "expired on " + until + clock));
        }
        if (now.isBefore(from)) {
            String problem = "is not valid before " + from + clock;
            return Optional.of(new Lapse(BasicReason.NOT_YET_VALID, problem));
        }
        return Optional.empty();
    }
}
