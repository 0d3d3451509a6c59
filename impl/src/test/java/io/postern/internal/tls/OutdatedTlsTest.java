package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RFC 9325 forbids is refused with an alert (RFC 8446 section 6). */
class OutdatedTlsTest {

    private static final int HANDSHAKE_FAILURE = 40;
    private static final int PROTOCOL_VERSION = 70;

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "OPENSSL, TLSv1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "JDK, TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "JDK, TLSv1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
    })
    void an_old_version_is_refused(TlsProvider engine, String protocol, String suite)
            throws Exception {
        assertThat(alert(engine, protocol, suite, RefusalReason.PROTOCOL_TOO_OLD))
                .isEqualTo(PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "OPENSSL, TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "JDK, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "JDK, TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256"
    })
    void a_weak_cipher_suite_is_refused(TlsProvider engine, String protocol, String suite)
            throws Exception {
        assertThat(alert(engine, protocol, suite, RefusalReason.TLS_FAILED))
                .isEqualTo(HANDSHAKE_FAILURE);
    }

    /** The description of the fatal alert with which the server answers the ClientHello. */
    private static int alert(
            TlsProvider engine, String protocol, String suite, RefusalReason reason)
            throws Exception {
        TlsMaterial material = TestMaterial.selfSigned();
        Tls tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.outdated(protocol, suite, material.certificate())) {
            client.greet(server);
            assertThat(server.failure().reason()).isEqualTo(reason);
            assertThat(server.channel.isOpen()).isFalse();
            byte[] answer = server.sent();
            assertThat(answer).as("one alert record, fatal").hasSize(7).startsWith(21, 3);
            assertThat(answer[5]).as("level").isEqualTo((byte) 2);
            return answer[6];
        } finally {
            tls.close();
        }
    }
}
