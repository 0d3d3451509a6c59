package io.postern.internal.listener;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of open sessions when others are trusted, or a certificate has expired. */
@Timeout(60)
class TrustChangeTest {

    private static final String ENGINES =
            "io.postern.internal.listener.ClientCertificateTest#engines";

    @TempDir Path directory;
    private Pki pki;
    private X509Bundle others;
    private X509Bundle alice;
    private X509Bundle bob;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
        others = Pki.authority("CN=others");
        alice = pki.client("CN=alice");
        bob =
                new CertificateBuilder()
                        .subject("CN=bob")
                        .addExtendedKeyUsageClientAuth()
                        .ecp256()
                        .buildIssuedBy(others);
        pki.trust(pki.clientAuthority.getCertificate(), others.getCertificate());
    }

    private Caller open(
            TlsProvider engine,
            String version,
            OnTrustChange onTrustChange,
            ClientCertificateValidator... validators)
            throws Exception {
        UnaryOperator<Pki.Settings> change =
                settings -> {
                    settings.mode = ClientAuth.OPTIONAL;
                    settings.onTrustChange = onTrustChange;
                    settings.interval = Optional.of(Duration.ofMillis(100));
                    return settings;
                };
        ListenerConfig config =
                With.negotiation(
                                new NegotiationConfig(
                                        16, 128, Duration.ofSeconds(4), Overflow.DROP_OLDEST))
                        .apply(pki.listener(engine, change));
        TestListener listener =
                TestListener.open(
                        config,
                        Stream.of(validators).map(v -> new NamedValidator("a test", v)).toList(),
                        ClientCertificateTest.Who.class,
                        EchoEndpoint.class);
        return new Caller(listener, pki, version);
    }

    private static void assertClosed(RawClient client, String reason) throws Exception {
        RawFrame close = client.readClose();
        assertThat(close.closeCode()).isEqualTo(1008);
        assertThat(close.closeReason()).isEqualTo(reason);
    }

    private static void assertNotAdmitted(RawClient client) throws Exception {
        assertClosed(client, "the client certificate is not accepted any more");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void close_closes_the_sessions_of_clients_that_would_be_refused_now(
            TlsProvider engine, String version) throws Exception {
        try (Caller caller = open(engine, version, OnTrustChange.CLOSE);
                RawClient staying = caller.stay(alice);
                RawClient leaving = caller.stay(bob);
                RawClient nobody = caller.stay(null)) {
            pki.trust(pki.clientAuthority.getCertificate());
            caller.awaitReloads(1);
            assertNotAdmitted(leaving);
            Caller.assertAlive(staying);
            Caller.assertAlive(nobody);
            caller.assertRefused(bob, CLIENT_CERTIFICATE_UNTRUSTED);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_client_on_its_way_in_is_closed_as_well(TlsProvider engine, String version)
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ClientCertificateValidator counting =
                certificate -> {
                    asked.incrementAndGet();
                    return Verdict.abstain();
                };
        try (Caller caller = open(engine, version, OnTrustChange.CLOSE, counting);
                RawClient first = caller.stay(bob);
                RawClient late =
                        RawClient.connect(caller.listener(), pki.clientTls(bob), version)) {
            // with TLS 1.3 a client is done before the listener has let it in
            await().until(() -> asked.get() == 2);
            pki.trust(pki.clientAuthority.getCertificate());
            assertNotAdmitted(first);
            Caller.upgrade(late, "/echo/a");
            assertNotAdmitted(late);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void keep_keeps_them_all(TlsProvider engine, String version) throws Exception {
        try (Caller caller = open(engine, version, OnTrustChange.KEEP);
                RawClient one = caller.stay(alice);
                RawClient two = caller.stay(bob)) {
            pki.trust(pki.clientAuthority.getCertificate());
            caller.awaitReloads(1);
            caller.assertRefused(bob, CLIENT_CERTIFICATE_UNTRUSTED);
            // the next reload begins when what follows the first is done
            pki.serve("localhost");
            caller.awaitReloads(2);
            Caller.assertAlive(one);
            Caller.assertAlive(two);
            assertThat(caller.listener().statistics().openSessions()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void validators_are_asked_again_when_trust_changes_and_only_then(
            TlsProvider engine, String version) throws Exception {
        AtomicBoolean dismissed = new AtomicBoolean();
        ClientCertificateValidator validator =
                certificate -> dismissed.get() ? Verdict.refuse("dismissed") : Verdict.abstain();
        try (Caller caller = open(engine, version, OnTrustChange.CLOSE, validator);
                RawClient client = caller.stay(alice)) {
            dismissed.set(true);
            pki.serve("localhost");
            caller.awaitReloads(1);
            Caller.assertAlive(client);
            pki.trust(pki.clientAuthority.getCertificate());
            assertNotAdmitted(client);
        }
    }

    /** With both versions at once, for it has to be waited for. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_session_ends_with_the_certificate_of_its_client(TlsProvider engine) throws Exception {
        try (Caller later = open(engine, "TLSv1.3", OnTrustChange.KEEP);
                RawClient staying = later.stay(alice)) {
            Caller earlier = new Caller(later.listener(), pki, "TLSv1.2");
            Instant end = Instant.now().plusSeconds(4);
            X509Bundle ending = pki.client("CN=alice", builder -> builder.notAfter(end));
            try (RawClient one = later.stay(ending);
                    RawClient other = earlier.stay(ending)) {
                for (RawClient client : List.of(one, other)) {
                    Caller.assertAlive(client);
                }
                for (RawClient client : List.of(one, other)) {
                    assertClosed(client, "the client certificate has expired");
                    assertThat(Instant.now())
                            .isAfterOrEqualTo(ending.getCertificate().getNotAfter().toInstant());
                }
            }
            Caller.assertAlive(staying);
        }
    }
}
