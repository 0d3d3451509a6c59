package io.postern.internal.listener;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static io.postern.RefusalReason.NO_CLIENT_CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.tls.CertificateReloadFailed;
import io.postern.tls.CertificatesReloaded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files change while a listener is open, on both engines and with both versions of TLS. Tests that
 * bear a project's name keep out a fault that it had, by the number under which it is known there.
 */
@Timeout(60)
class RotationOnTheWireTest {

    private static final String ENGINES =
            "io.postern.internal.listener.ClientCertificateTest#engines";

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.tls", Level.INFO);

    @TempDir Path directory;
    private Pki pki;
    private X509Bundle alice;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
        alice = pki.client("CN=alice");
    }

    private TestListener open(TlsProvider engine) throws Exception {
        return TestListener.open(
                pki.listener(
                        engine,
                        settings -> {
                            settings.interval = Optional.of(Duration.ofMillis(100));
                            return settings;
                        }),
                List.of(),
                ClientCertificateTest.Who.class,
                EchoEndpoint.class);
    }

    private Caller caller(TestListener listener, String version) {
        return new Caller(listener, pki, version);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_new_certificate_is_served_and_open_connections_live_on(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine);
                RawClient before = caller(listener, version).stay(alice)) {
            Caller caller = caller(listener, version);
            X509Certificate next = pki.serve("localhost");
            caller.awaitReloads(1);
            assertThat(caller.served(alice)).isEqualTo(next);
            Caller.assertAlive(before);
            assertThat(before.tlsSession().getPeerCertificates()[0]).isNotEqualTo(next);
            assertThat(listener.events())
                    .containsExactly(new CertificatesReloaded("test", List.of(next)));
            assertThat(log.lines()).singleElement().asString().startsWith("INFO POSTERN3011");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void a_broken_file_is_reported_once_and_the_next_good_one_is_used(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine);
                RawClient before = caller(listener, version).stay(alice)) {
            Caller caller = caller(listener, version);
            spoil(listener, "server.crt", "no certificate at all");
            // meanwhile the same content is tried again several times
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(listener.events()).hasSize(1));
            assertReported(listener);
            assertThat(caller.served(alice))
                    .isEqualTo(before.tlsSession().getPeerCertificates()[0]);
            X509Certificate next = pki.serve("localhost");
            caller.awaitReloads(1);
            assertThat(caller.served(alice)).isEqualTo(next);
            Caller.assertAlive(before);
            assertThat(listener.statistics().failedCertificateReloads()).isOne();
        }
    }

    private void assertReported(TestListener listener) {
        assertThat(listener.statistics().failedCertificateReloads()).isOne();
        assertThat(listener.statistics().certificateReloads()).isZero();
        assertThat(listener.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CertificateReloadFailed.class,
                        failed -> {
                            assertThat(failed.listener()).isEqualTo("test");
                            assertThat(failed.problem()).contains("server.crt");
                        });
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR POSTERN3012")
                .contains("server.crt");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void quarkus_55130_client_certificates_are_required_after_every_reload(
            TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine)) {
            Caller caller = caller(listener, version);
            for (int reload = 1; reload <= 3; reload++) {
                X509Certificate next = pki.serve("localhost");
                caller.awaitReloads(reload);
                caller.assertRefused((X509Bundle) null, NO_CLIENT_CERTIFICATE);
                assertThat(caller.enter(alice)).isEqualTo("CN=alice|2");
                assertThat(caller.served(alice)).isEqualTo(next);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void quarkus_45565_the_trust_store_is_still_the_trust_store_after_a_reload(
            TlsProvider engine, String version) throws Exception {
        X509Bundle impostor =
                new CertificateBuilder()
                        .subject("CN=alice")
                        .addExtendedKeyUsageClientAuth()
                        .ecp256()
                        .buildIssuedBy(pki.serverAuthority);
        try (TestListener listener = open(engine)) {
            Caller caller = caller(listener, version);
            for (int reload = 1; reload <= 2; reload++) {
                pki.serve("localhost");
                caller.awaitReloads(reload);
                caller.assertRefused(impostor, CLIENT_CERTIFICATE_UNTRUSTED);
                assertThat(caller.enter(alice)).isEqualTo("CN=alice|2");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void quarkus_56493_a_return_to_the_first_content_is_a_change(TlsProvider engine, String version)
            throws Exception {
        X509Bundle first = pki.issue("localhost");
        X509Bundle second = pki.issue("localhost");
        pki.serve(first);
        try (TestListener listener = open(engine)) {
            Caller caller = caller(listener, version);
            int reloads = 0;
            for (X509Bundle next : List.of(second, first, second)) {
                pki.serve(next);
                caller.awaitReloads(++reloads);
                assertThat(caller.served(alice)).isEqualTo(next.getCertificate());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    @DisabledOnOs(OS.WINDOWS)
    void spring_boot_44807_a_secret_of_kubernetes_is_followed_again_and_again(
            TlsProvider engine, String version) throws Exception {
        for (String file : List.of("server.crt", "server.key")) {
            Files.delete(directory.resolve(file));
            Files.createSymbolicLink(directory.resolve(file), Path.of("..data", file));
        }
        mount("..0", pki.issue("localhost"));
        try (TestListener listener = open(engine)) {
            Caller caller = caller(listener, version);
            for (int rotation = 1; rotation <= 4; rotation++) {
                X509Bundle next = pki.issue("localhost");
                mount(".." + rotation, next);
                caller.awaitReloads(rotation);
                assertThat(caller.served(alice)).isEqualTo(next.getCertificate());
            }
            assertThat(listener.statistics().failedCertificateReloads()).isZero();
        }
    }

    /** As the kubelet does: a new directory, and a link that is put in place by renaming. */
    private void mount(String name, X509Bundle bundle) throws Exception {
        Path version = Files.createDirectory(directory.resolve(name));
        Files.writeString(version.resolve("server.crt"), bundle.getCertificatePEM());
        Files.writeString(version.resolve("server.key"), bundle.getPrivateKeyPEM());
        Path link = directory.resolve("..data_tmp");
        Files.createSymbolicLink(link, Path.of(name));
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void jetty_a_reload_that_fails_stops_tls_for_nobody(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener = open(engine)) {
            Caller caller = caller(listener, version);
            Crowd crowd = new Crowd(List.of(caller, caller), alice);
            try (crowd) {
                for (int good = 1; good <= 3; good++) {
                    spoil(listener, "clients.pem", "no certificate");
                    spoil(listener, "server.key", "no key");
                    long before = crowd.entered();
                    await().until(() -> crowd.entered() > before + 5);
                    pki.trust(pki.clientAuthority.getCertificate());
                    pki.serve("localhost");
                    caller.awaitReloads(good);
                }
            }
            assertThat(crowd.turnedAway()).isEmpty();
        }
    }

    private void spoil(TestListener listener, String file, String content) throws Exception {
        long before = listener.statistics().failedCertificateReloads();
        pki.write(file, content);
        await().until(() -> listener.statistics().failedCertificateReloads() > before);
    }
}
