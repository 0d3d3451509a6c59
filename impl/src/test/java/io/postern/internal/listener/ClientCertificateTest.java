package io.postern.internal.listener;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_REFUSED;
import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static io.postern.RefusalReason.NO_CLIENT_CERTIFICATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.CertificateAlert;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in with which certificate, on both engines and with both versions of TLS. */
@Timeout(60)
class ClientCertificateTest {

    @TempDir Path directory;
    private Pki pki;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
    }

    /** Says who has come. */
    @ServerEndpoint("/who")
    public static class Who {
        @OnOpen
        public void open(Session session, @Nullable ClientCertificate certificate)
                throws IOException {
            Principal user = session.getUserPrincipal();
            session.getBasicRemote()
                    .sendText(
                            (user == null ? "nobody" : user.getName())
                                    + "|"
                                    + (certificate == null ? 0 : certificate.chain().size()));
        }
    }

    static Stream<Arguments> engines() {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(
                        engine ->
                                Stream.of("TLSv1.3", "TLSv1.2")
                                        .map(version -> Arguments.of(engine, version)));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_client_of_the_trust_store_is_known_to_the_endpoint(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener = open(engine, s -> s)) {
            assertThat(enter(listener, pki.client("CN=alice,O=chat"), version))
                    .isEqualTo("CN=alice,O=chat|2");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void without_a_certificate_the_handshake_fails_where_one_is_required(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine, s -> s)) {
            assertRefused(listener, null, version, NO_CLIENT_CERTIFICATE);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void without_a_certificate_a_client_is_nobody_where_one_is_optional(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine, optional())) {
            assertThat(enter(listener, null, version)).isEqualTo("nobody|0");
            assertThat(enter(listener, pki.client("CN=alice"), version)).isEqualTo("CN=alice|2");
            assertRefused(listener, stranger("CN=alice"), version, CLIENT_CERTIFICATE_UNTRUSTED);
        }
    }

    private static UnaryOperator<Pki.Settings> optional() {
        return settings -> {
            settings.mode = ClientAuth.OPTIONAL;
            return settings;
        };
    }

    @ParameterizedTest
    @MethodSource("engines")
    void validators_name_the_principal_and_refuse_with_an_alert_of_their_own(
            TlsProvider engine, String version) throws Exception {
        ClientCertificateValidator validator =
                certificate ->
                        subject(certificate).contains("mallory")
                                ? Verdict.refuse(
                                        "never mallory", CertificateAlert.CERTIFICATE_REVOKED)
                                : Verdict.accept(() -> "the user", Set.of("staff"));
        try (TestListener listener = open(engine, s -> s, validator)) {
            assertThat(enter(listener, pki.client("CN=alice"), version)).isEqualTo("the user|2");
            SSLException told =
                    assertRefused(
                            listener,
                            pki.client("CN=mallory"),
                            version,
                            CLIENT_CERTIFICATE_REFUSED);
            assertAlert(told, engine, CertificateAlert.CERTIFICATE_REVOKED);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_validator_that_fails_returns_null_or_hangs_refuses(TlsProvider engine, String version)
            throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ClientCertificateValidator validator =
                certificate -> {
                    String subject = subject(certificate);
                    if (subject.contains("fails")) {
                        throw new IllegalStateException("a fault of the application");
                    }
                    if (subject.contains("hangs")) {
                        awaitInterrupt(never);
                    }
                    return null;
                };
        UnaryOperator<Pki.Settings> hasty =
                s -> {
                    s.timeout = Duration.ofMillis(300);
                    return s;
                };
        try (TestListener listener = open(engine, hasty, validator)) {
            for (String name : List.of("CN=null", "CN=fails", "CN=hangs")) {
                assertRefused(listener, pki.client(name), version, CLIENT_CERTIFICATE_REFUSED);
            }
        }
    }

    private static void awaitInterrupt(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void validators_alone_decide_where_that_is_configured_and_see_why_the_path_failed(
            TlsProvider engine, String version) throws Exception {
        ClientCertificateValidator validator =
                certificate ->
                        certificate.pathFailure().isPresent()
                                        && subject(certificate).contains("pinned")
                                ? Verdict.accept()
                                : Verdict.abstain();
        UnaryOperator<Pki.Settings> alone =
                s -> {
                    s.validation = PathValidation.VALIDATORS;
                    s.trusting = false;
                    return s;
                };
        try (TestListener listener = open(engine, alone, validator)) {
            assertThat(enter(listener, stranger("CN=pinned"), version)).isEqualTo("CN=pinned|1");
            assertRefused(listener, stranger("CN=other"), version, CLIENT_CERTIFICATE_REFUSED);
        }
    }

    private static String subject(ClientCertificate certificate) {
        return certificate.certificate().getSubjectX500Principal().getName();
    }

    private static X509Bundle stranger(String subject) throws Exception {
        return new CertificateBuilder()
                .subject(subject)
                .addExtendedKeyUsageClientAuth()
                .ecp256()
                .buildIssuedBy(Pki.authority("CN=strangers"));
    }

    private TestListener open(
            TlsProvider engine,
            UnaryOperator<Pki.Settings> change,
            ClientCertificateValidator... validators)
            throws Exception {
        ListenerConfig config = pki.listener(engine, change);
        return TestListener.open(
                config,
                Stream.of(validators).map(v -> new NamedValidator("a test", v)).toList(),
                Who.class);
    }

    private String enter(TestListener listener, @Nullable X509Bundle identity, String version)
            throws Exception {
        try (RawClient client = RawClient.connect(listener, pki.clientTls(identity), version)) {
            client.send(RawClient.upgradeRequest("/who"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            return new String(client.readFrame().payload(), UTF_8);
        }
    }

    private SSLException assertRefused(
            TestListener listener,
            @Nullable X509Bundle identity,
            String version,
            RefusalReason reason)
            throws Exception {
        return new Caller(listener, pki, version).refusedInHandshake(identity, reason);
    }

    /** The JDK's engine has but one alert for a client's certificate. */
    private static void assertAlert(
            SSLException told, TlsProvider engine, CertificateAlert expected) {
        CertificateAlert alert =
                engine == TlsProvider.JDK ? CertificateAlert.CERTIFICATE_UNKNOWN : expected;
        assertThat(told).hasMessageContaining(alert.name().toLowerCase(Locale.ROOT));
    }
}
