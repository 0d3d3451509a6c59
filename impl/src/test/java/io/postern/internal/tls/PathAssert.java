package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the paths that clients present come to. */
record PathAssert(PathResult result) {

    static final RevocationCheck NO_REVOCATION = (chain, now, left) -> {};

    /** With these trusted, and nothing known about revocation. */
    static ClientPath trusting(X509Certificate... trusted) {
        return new ClientPath(trust(trusted), NO_REVOCATION);
    }

    static ClientPath trusting(X509Bundle... trusted) {
        return trusting(certificates(trusted));
    }

    static TrustMaterial trust(X509Certificate... trusted) {
        return new TrustMaterial(List.of(trusted), List.of(), "/etc/ca.p12");
    }

    static PathAssert presented(ClientPath path, X509Bundle... presented) {
        return presented(path, certificates(presented));
    }

    static PathAssert presented(ClientPath path, X509Certificate... presented) {
        return new PathAssert(
                path.check(List.of(presented), KeyStoreFiles.NOW, Duration.ofSeconds(5)));
    }

    static X509Certificate[] certificates(X509Bundle... bundles) {
        return Stream.of(bundles).map(X509Bundle::getCertificate).toArray(X509Certificate[]::new);
    }

    void isValid(X509Bundle... chain) {
        isValid(certificates(chain));
    }

    void isValid(X509Certificate... chain) {
        assertThat(result).isEqualTo(new PathResult.Valid(List.of(chain)));
    }

    PathAssert isUntrusted(Reason reason, CertificateAlert alert) {
        return isRefused(RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED, reason, alert);
    }

    PathAssert isRefused(RefusalReason refusal, Reason reason, CertificateAlert alert) {
        assertThat(invalid().failure().getReason()).as(message()).isEqualTo(reason);
        assertThat(invalid().reason()).isEqualTo(refusal);
        assertThat(invalid().alert()).isEqualTo(alert);
        return this;
    }

    PathAssert at(int index) {
        assertThat(invalid().failure().getIndex()).as(message()).isEqualTo(index);
        return this;
    }

    void saying(String message) {
        assertThat(message()).isEqualTo(message);
    }

    void containing(String... parts) {
        assertThat(message()).contains(parts).doesNotContain("\n");
    }

    private String message() {
        return invalid().failure().getMessage();
    }

    private PathResult.Invalid invalid() {
        assertThat(result).isInstanceOf(PathResult.Invalid.class);
        return (PathResult.Invalid) result;
    }
}
