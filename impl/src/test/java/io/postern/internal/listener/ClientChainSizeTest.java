package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.RawHello;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much a client may send as its certificates, on both engines and in both versions. */
@Timeout(60)
class ClientChainSizeTest {

    /** An extension that nobody knows and that says nothing. */
    private static final String FILLING = "1.3.6.1.4.1.55555.1";

    @TempDir private Path directory;
    private Pki pki;

    @BeforeEach
    void make_certificates() throws Exception {
        pki = new Pki(directory);
    }

    static Stream<Arguments> connections() {
        return ClientCertificateTest.engines();
    }

    static X509Bundle filled(Pki pki, int bytes) throws Exception {
        return pki.client(
                "CN=alice", of -> of.addExtensionOctetString(FILLING, false, new byte[bytes]));
    }

    static X509Bundle repeated(Pki pki, int certificates) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Bundle one =
                new CertificateBuilder()
                        .subject("CN=alice")
                        .keyPair(keys)
                        .addExtendedKeyUsageClientAuth()
                        .buildIssuedBy(pki.clientAuthority);
        X509Certificate[] all = new X509Certificate[certificates];
        Arrays.fill(all, pki.clientAuthority.getCertificate());
        all[0] = one.getCertificate();
        return X509Bundle.fromCertificatePath(all, pki.clientAuthority.getCertificate(), keys);
    }

    private TestListener open(TlsProvider engine) throws Exception {
        return TestListener.open(
                pki.listener(engine, settings -> settings), List.of(), EchoEndpoint.class);
    }

    private boolean enters(TestListener listener, X509Bundle identity, String version)
            throws Exception {
        try (RawClient client = RawClient.connect(listener, pki.clientTls(identity), version)) {
            client.send(RawClient.upgradeRequest("/echo/a"));
            return client.readHead().startsWith("HTTP/1.1 101 ");
        } catch (IOException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("connections")
    void a_large_certificate_is_taken(TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine)) {
            assertThat(enters(listener, filled(pki, 16 << 10), version)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("connections")
    void more_than_32_kib_are_refused(TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine)) {
            assertThat(enters(listener, filled(pki, 100 << 10), version)).isFalse();
            refused(listener);
        }
    }

    @ParameterizedTest
    @MethodSource("connections")
    void two_hundred_certificates_are_refused(TlsProvider engine, String version) throws Exception {
        try (TestListener listener = open(engine)) {
            assertThat(enters(listener, repeated(pki, 200), version)).isFalse();
            refused(listener);
        }
    }

    /** They fit into 32 KiB; of what BoringSSL has received, Netty's library hands over ten. */
    @ParameterizedTest
    @MethodSource("connections")
    void of_eleven_certificates_no_more_than_ten_are_looked_at(TlsProvider engine, String version)
            throws Exception {
        X509Bundle eleven = repeated(pki, 12);
        assertThat(eleven.getCertificatePath()).as("without the authority").hasSize(11);
        try (TestListener listener = open(engine)) {
            assertThat(enters(listener, eleven, version)).isEqualTo(engine == TlsProvider.OPENSSL);
        }
    }

    /** TLS 1.2 has the message in the clear: here are its first four bytes, and no more. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void an_enormous_message_is_refused_when_it_is_announced(TlsProvider engine) throws Exception {
        byte[] hello = RawHello.withoutName("TLSv1.2");
        byte[] announced = HexFormat.of().parseHex("16030300040bffffff");
        try (TestListener listener = open(engine);
                PlainClient client = PlainClient.connect(listener).send(hello).send(announced)) {
            client.awaitClosed();
            refused(listener);
            assertThat(listener.refused(RefusalReason.TLS_FAILED)).isOne();
        }
    }

    private static void refused(TestListener listener) {
        await().untilAsserted(
                        () -> {
                            assertThat(listener.statistics().openConnections()).isZero();
                            assertThat(
                                            Arrays.stream(RefusalReason.values())
                                                    .mapToLong(listener::refused)
                                                    .sum())
                                    .isOne();
                        });
        assertThat(listener.statistics().established()).isZero();
    }
}
