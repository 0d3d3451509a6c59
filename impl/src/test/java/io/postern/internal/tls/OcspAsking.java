package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Certificates, a responder, the check that asks it, and a clock that a test moves. */
final class OcspAsking implements BeforeEachCallback, AfterEachCallback {

    static final Duration LEFT = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<AutoCloseable> open = new ArrayDeque<>();
    private OcspPki pki;
    private OcspResponder responder;
    private OcspCheck check;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        pki = OcspPki.create();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    OcspPki pki() {
        return pki;
    }

    OcspResponder responder() {
        return responder;
    }

    /** What the client's own authority says. */
    OcspAnswer good() {
        return OcspAnswer.signedBy(pki.authority());
    }

    void letPass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    void responding(OcspAnswer answer) throws Exception {
        responding(answer::to);
    }

    void responding(OcspResponder.Answer answer) throws Exception {
        responder = OcspResponder.answering(answer);
        open.add(responder);
        asking(new OcspCheck(new OcspClient(responder.uri(), Optional.empty()), nanos::get));
    }

    OcspCheck asking(OcspCheck check) {
        this.check = check;
        open.add(check);
        return check;
    }

    /** About which certificate a request asks. */
    static BigInteger serial(byte[] request) throws IOException {
        return new OCSPReq(request).getRequestList()[0].getCertID().getSerialNumber();
    }

    void check(List<X509Certificate> chain, Instant now) throws CertPathValidatorException {
        check.check(chain, now, LEFT);
    }

    CertPathValidatorException refusal(List<X509Certificate> chain) {
        return refusal(chain, NOW);
    }

    CertPathValidatorException refusal(List<X509Certificate> chain, Instant now) {
        return catchThrowableOfType(
                CertPathValidatorException.class, () -> check.check(chain, now, LEFT));
    }

    AbstractStringAssert<?> assertRefused(BasicReason reason) {
        CertPathValidatorException refusal = refusal(pki.shortChain());
        assertThat(refusal.getReason()).isEqualTo(reason);
        return assertThat(refusal.getMessage());
    }

    void assertUndetermined(String why) {
        assertRefused(BasicReason.UNDETERMINED_REVOCATION_STATUS)
                .contains("It is not known", "CN=Client", "the OCSP responder http", why);
    }
}
