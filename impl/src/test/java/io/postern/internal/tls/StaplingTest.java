package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.PemConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.tls.StapledPeer.Served;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get stapled, in handshakes with a responder on the loopback address. */
@Timeout(60)
class StaplingTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls");

    @TempDir Path directory;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private StaplePki pki;
    private OcspResponder responder;
    private TlsMaterial certificate;
    private volatile OcspResponder.Answer answer;

    @BeforeEach
    void begin() throws Exception {
        pki = StaplePki.create();
        answer = pki.good()::to;
        responder = opened(OcspResponder.answering(request -> answer.to(request)));
        certificate = pki.server("a.example", responder.uri());
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        assertThat(threads()).isEmpty();
    }

    private <T extends AutoCloseable> T opened(T what) {
        open.addFirst(what);
        return what;
    }

    private StaplingServer server(TlsMaterial... certificates) throws Exception {
        return opened(StaplingServer.open(TlsProvider.OPENSSL, pki, certificates));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-"))
                .toList();
    }

    private static BigInteger serial(byte[] response) throws Exception {
        return ((BasicOCSPResp) new OCSPResp(response).getResponseObject())
                .getResponses()[0]
                .getCertID()
                .getSerialNumber();
    }

    private static void assertOwnStaple(Served served, TlsMaterial expected) throws Exception {
        assertThat(served.certificate()).isEqualTo(expected.certificate());
        assertThat(serial(served.stapled().get(0)))
                .isEqualTo(expected.certificate().getSerialNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_that_demands_a_response_gets_a_good_one(String protocol) throws Exception {
        StaplingServer server = server(certificate);
        server.awaitStaple("a.example");
        for (int i = 0; i < 20; i++) {
            assertOwnStaple(server.serveDemanding(protocol, "a.example"), certificate);
        }
        assertThat(responder.requests()).hasSize(1);
        assertThat(server.failures).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void each_of_several_certificates_has_its_own(String protocol) throws Exception {
        TlsMaterial b = pki.server("b.example", responder.uri());
        TlsMaterial silent = pki.silent("silent.example");
        StaplingServer server = server(certificate, silent, b);
        server.awaitStaple("a.example");
        server.awaitStaple("b.example");
        assertOwnStaple(server.serveDemanding(protocol, "b.example"), b);
        assertOwnStaple(server.serveDemanding(protocol, "a.example"), certificate);
        assertThat(server.serve(protocol, "silent.example").stapled()).isEmpty();
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WARN"))
                .singleElement()
                .asString()
                .contains("POSTERN3051", "test.pem", "names no OCSP responder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void without_a_responder_all_goes_on_without_a_staple(String protocol) throws Exception {
        responder.close();
        StaplingServer server = server(certificate);
        server.awaitFailures(1);
        assertThat(server.serve(protocol, "a.example").stapled()).isEmpty();
        assertThatThrownBy(() -> server.serveDemanding(protocol, "a.example"))
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(log.lines()).singleElement().asString().startsWith("WARN POSTERN3053");
    }

    @Test
    void neither_the_start_nor_a_handshake_nor_the_end_waits_for_a_responder() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        OcspResponder silent =
                opened(
                        OcspResponder.behaving(
                                (request, connection) -> {
                                    asked.countDown();
                                    hang(connection);
                                }));
        TlsMaterial material = pki.server("slow.example", silent.uri());
        long before = System.nanoTime();
        try (StaplingServer server = StaplingServer.open(TlsProvider.OPENSSL, pki, material)) {
            assertThat(server.serve("TLSv1.3", "slow.example").stapled()).isEmpty();
            asked.await();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(StapleFetcher.TIMEOUT);
        assertThat(threads()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    private static void hang(Socket connection) throws Exception {
        connection.getInputStream().read();
    }

    @Test
    void a_staple_is_dropped_when_it_expires() throws Exception {
        StaplingServer server = server(certificate);
        server.awaitStaple("a.example");
        answer = request -> new byte[0];
        server.pass(Duration.ofMinutes(59));
        server.awaitFailures(1);
        assertThat(server.serve("TLSv1.3", "a.example").stapled()).hasSize(1);
        server.clock.pass(Duration.ofMinutes(1));
        assertThat(server.serve("TLSv1.3", "a.example").stapled()).isEmpty();
        assertThat(server.serve("TLSv1.2", "a.example").stapled()).isEmpty();
        answer =
                pki.good()
                                .from(server.clock.instant())
                                .until(server.clock.instant().plusSeconds(600))
                        ::to;
        server.pass(Duration.ofMinutes(1));
        server.awaitStaple("a.example");
    }

    @Test
    void revoked_is_not_stapled() throws Exception {
        answer = pki.good().status(OcspAnswer.revokedAt(pki.now().minusSeconds(99)))::to;
        assertRefused(server(certificate), "revoked at");
    }

    @Test
    void unknown_is_not_stapled() throws Exception {
        answer = pki.good().status(new UnknownStatus())::to;
        assertRefused(server(certificate), "says that its status is unknown");
    }

    private void assertRefused(StaplingServer server, String why) throws Exception {
        await().untilAsserted(
                        () ->
                                assertThat(log.lines())
                                        .singleElement()
                                        .asString()
                                        .startsWith("ERROR POSTERN3056")
                                        .contains("CN=a.example", why));
        assertThat(server.serve("TLSv1.3", "a.example").stapled()).isEmpty();
        assertThat(server.serve("TLSv1.2", "a.example").stapled()).isEmpty();
        assertThat(server.failures).hasValue(1);
    }

    @Test
    void a_certificate_that_is_rotated_gets_a_staple_of_its_own() throws Exception {
        PemFiles files = new PemFiles(directory);
        write(files, certificate);
        StaplingServer server = opened(StaplingServer.open(pki, files()));
        server.awaitStaple("a.example");
        TlsMaterial next = pki.server("a.example", responder.uri());
        CountDownLatch released = new CountDownLatch(1);
        answer =
                request -> {
                    released.await();
                    return pki.good().to(request);
                };
        write(files, next);
        server.reload();
        assertThat(server.reloads).hasValue(1);
        Served early = server.serve("TLSv1.3", "a.example");
        assertThat(early.certificate()).isEqualTo(next.certificate());
        assertThat(early.stapled()).isEmpty();
        released.countDown();
        server.awaitStaple("a.example");
        assertOwnStaple(server.serveDemanding("TLSv1.2", "a.example"), next);
        assertThat(responder.requests()).hasSize(2);
    }

    private PemConfig files() {
        return PemFiles.config(directory.resolve("cert.pem"), directory.resolve("key.pem"), null);
    }

    private static void write(PemFiles files, TlsMaterial material) throws Exception {
        files.write(
                "cert.pem",
                material.chain().stream().map(PemFiles::certificate).collect(Collectors.joining()));
        files.write("key.pem", PemFiles.block("PRIVATE KEY", material.key().getEncoded()));
    }

    @Test
    void a_certificate_without_its_issuer_is_named_and_served() throws Exception {
        TlsMaterial alone =
                new TlsMaterial(certificate.key(), certificate.chain().subList(0, 1), "x.p12");
        StaplingServer server = server(alone);
        await().untilAsserted(
                        () ->
                                assertThat(log.lines())
                                        .singleElement()
                                        .asString()
                                        .contains("POSTERN3051", "x.p12", "not in its chain"));
        assertThat(server.serve("TLSv1.3", "a.example").stapled()).isEmpty();
        assertThat(responder.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void with_the_engine_of_the_jdk_there_is_a_warning_and_nothing_else(String protocol)
            throws Exception {
        StaplingServer server = opened(StaplingServer.open(TlsProvider.JDK, pki, certificate));
        assertThat(server.serve(protocol, "a.example").stapled()).isEmpty();
        assertThat(log.lines()).singleElement().asString().startsWith("WARN POSTERN3050");
        assertThat(threads()).isEmpty();
        assertThat(responder.requests()).isEmpty();
    }
}
