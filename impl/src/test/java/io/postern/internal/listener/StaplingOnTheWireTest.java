package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.StaplingConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.tls.OcspAnswer;
import io.postern.internal.tls.OcspResponder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Staples over real connections, and what a listener counts of them. */
@Timeout(60)
class StaplingOnTheWireTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls", Level.WARNING);

    @TempDir Path directory;
    private Pki pki;
    private OcspResponder responder;

    @BeforeEach
    void begin() throws Exception {
        pki = new Pki(directory);
        serveWithIssuer();
        responder = OcspResponder.answering(request -> good().to(request));
    }

    @AfterEach
    void end() throws Exception {
        responder.close();
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    private void serveWithIssuer() throws Exception {
        X509Bundle server = pki.issue("localhost");
        pki.serve(server);
        pki.write(
                "server.crt", server.getCertificatePEM() + pki.serverAuthority.getCertificatePEM());
    }

    private OcspAnswer good() {
        Instant now = Instant.now();
        return OcspAnswer.signedBy(pki.serverAuthority)
                .from(now.minusSeconds(60))
                .until(now.plusSeconds(3600));
    }

    private TestListener open(URI asked) throws Exception {
        return TestListener.open(
                pki.listener(
                        TlsProvider.OPENSSL,
                        settings -> {
                            settings.mode = ClientAuth.NONE;
                            settings.trusting = false;
                            settings.stapling = new StaplingConfig(true, Optional.of(asked));
                            return settings;
                        }),
                List.of(),
                EchoEndpoint.class);
    }

    private List<byte[]> stapled(TestListener listener, String version) throws Exception {
        try (RawClient client = new Caller(listener, pki, version).stay(null)) {
            Caller.assertAlive(client);
            return ((ExtendedSSLSession) client.tlsSession()).getStatusResponses();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void clients_get_the_staple_soon_after_the_start(String version) throws Exception {
        try (TestListener listener = open(responder.uri())) {
            await().untilAsserted(() -> assertThat(stapled(listener, version)).hasSize(1));
            assertThat(listener.statistics().failedStaples()).isZero();
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void without_a_responder_clients_are_served_and_the_failure_is_counted(String version)
            throws Exception {
        responder.close();
        try (TestListener listener = open(responder.uri())) {
            await().untilAsserted(
                            () -> assertThat(listener.statistics().failedStaples()).isEqualTo(1));
            assertThat(stapled(listener, version)).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("POSTERN3053");
        }
    }
}
