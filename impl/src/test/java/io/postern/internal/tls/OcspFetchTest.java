package io.postern.internal.tls;

import static io.postern.internal.tls.OcspPki.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that a certificate names is ever fetched, whatever the JVM has been told. */
@Timeout(60)
class OcspFetchTest {

    private static final Duration LEFT = Duration.ofSeconds(30);

    private static final List<String> SYSTEM_PROPERTIES =
            List.of(
                    "com.sun.security.enableCRLDP",
                    "com.sun.security.enableAIAcaIssuers",
                    "com.sun.security.ocsp.useget",
                    "jdk.security.certpath.ocspNonce");

    private final Map<String, String> before = new HashMap<>();
    private final String enabledBefore = Security.getProperty("ocsp.enable");
    private OcspPki pki;
    private ServerSocketChannel trap;
    private List<X509Certificate> chain;

    @BeforeEach
    void setTheTrap() throws Exception {
        trap = ServerSocketChannel.open();
        trap.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        trap.configureBlocking(false);
        pki = OcspPki.create();
        int port = ((InetSocketAddress) trap.getLocalAddress()).getPort();
        chain = pki.chainThatPointsTo(URI.create("http://127.0.0.1:" + port + "/trap"));
        for (String property : SYSTEM_PROPERTIES) {
            before.put(property, System.getProperty(property));
            System.setProperty(property, "true");
        }
        Security.setProperty("ocsp.enable", "true");
    }

    @AfterEach
    void restore() throws Exception {
        before.forEach(
                (property, value) -> {
                    if (value == null) {
                        System.clearProperty(property);
                    } else {
                        System.setProperty(property, value);
                    }
                });
        Security.setProperty("ocsp.enable", enabledBefore == null ? "false" : enabledBefore);
        trap.close();
    }

    /** Shows that the trap works. */
    @Test
    void the_jdk_alone_would_fetch() throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(1), null)));
        parameters.setDate(Date.from(NOW));
        Thread fetching =
                new Thread(
                        () ->
                                assertThatThrownBy(() -> validate(parameters))
                                        .isInstanceOf(CertPathValidatorException.class));
        fetching.start();
        trap.configureBlocking(true);
        try (SocketChannel caught = trap.accept()) {
            assertThat(caught.isConnected()).isTrue();
        }
        trap.close();
        fetching.join();
    }

    @Test
    void nothing_is_fetched_for_a_good_certificate() throws Exception {
        assertNothingFetched(request -> good().to(request), Optional.empty());
    }

    @Test
    void nor_for_one_that_is_revoked_or_unknown() throws Exception {
        assertNothingFetched(
                request -> good().status(OcspAnswer.revokedAt(NOW.minusSeconds(1))).to(request),
                Optional.of("is revoked"));
        assertNothingFetched(
                request -> good().status(new UnknownStatus()).to(request), Optional.of("unknown"));
    }

    @Test
    void nor_when_the_responder_has_no_answer_that_counts() throws Exception {
        assertNothingFetched(request -> new byte[] {1, 2}, Optional.of("not an OCSP response"));
        assertNothingFetched(
                request -> OcspAnswer.error(OCSPRespBuilder.TRY_LATER), Optional.of("tryLater"));
        assertNothingFetched(
                request -> good().from(NOW.minusSeconds(99_999)).until(null).to(request),
                Optional.of("out-of-date"));
        assertNothingFetched(
                request -> OcspAnswer.signedBy(pki.client()).to(request), Optional.of("signature"));
    }

    private OcspAnswer good() {
        return OcspAnswer.signedBy(pki.authority());
    }

    private void validate(PKIXParameters parameters) throws Exception {
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(chain.subList(0, 1)),
                        parameters);
    }

    private void assertNothingFetched(OcspResponder.Answer answer, Optional<String> refusal)
            throws Exception {
        try (OcspResponder responder = OcspResponder.answering(answer);
                OcspCheck check =
                        new OcspCheck(
                                new OcspClient(responder.uri(), Optional.empty()),
                                System::nanoTime)) {
            if (refusal.isEmpty()) {
                check.check(chain, NOW, LEFT);
            } else {
                assertThatThrownBy(() -> check.check(chain, NOW, LEFT))
                        .hasMessageContaining(refusal.get());
            }
            assertThat(responder.connections()).isEqualTo(1);
        }
        // A connection is in the queue of the trap when connecting returns
        assertThat(trap.accept()).isNull();
    }
}
