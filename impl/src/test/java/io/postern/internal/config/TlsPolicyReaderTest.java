package io.postern.internal.config;

import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsPolicyReaderTest {

    private static TlsPolicy policy(String... lines) {
        return readWithKeyStore(lines).listeners().get(0).tls().policy();
    }

    @Test
    void nothing_said_is_the_standard_policy() {
        assertThat(policy()).isEqualTo(TlsPolicy.standard());
        assertThat(policy().versions()).containsExactly(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2);
        assertThat(policy().cipherSuites()).hasSize(9);
        assertThat(policy().groups()).isEmpty();
    }

    @Test
    void protocols_are_a_list_in_whatever_case() {
        assertThat(policy("wss.tls.protocols=tlsv1.2").versions())
                .containsExactly(TlsVersion.TLS_1_2);
        assertThat(policy("wss.tls.protocols= TLSv1.2 , TLSv1.3, TLSv1.2").versions())
                .containsExactly(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
    }

    @Test
    void suites_of_tls_1_2_are_chosen_and_those_of_tls_1_3_stay() {
        String suite = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
        assertThat(policy("wss.tls.cipher-suites=" + suite.toLowerCase(java.util.Locale.ROOT)))
                .extracting(TlsPolicy::cipherSuites)
                .isEqualTo(TlsPolicy.withTls13(List.of(suite)));
        String all = String.join(",", TlsPolicy.TLS_1_3_SUITES) + "," + suite;
        assertThat(policy("wss.tls.cipher-suites=" + all).cipherSuites())
                .isEqualTo(TlsPolicy.withTls13(List.of(suite)));
    }

    @Test
    void a_version_without_a_suite_is_refused() {
        String tls13 = "wss.tls.cipher-suites=" + String.join(",", TlsPolicy.TLS_1_3_SUITES);
        assertThat(Readers.messages(readWithKeyStore(tls13)))
                .singleElement()
                .asString()
                .contains("wss.tls.cipher-suites", "names no suite of TLS 1.2");
        assertThat(policy(tls13, "wss.tls.protocols=TLSv1.3").cipherSuites())
                .isEqualTo(TlsPolicy.TLS_1_3_SUITES);
    }

    @ParameterizedTest
    @CsvSource({
        "none, '', true",
        "none, on, true",
        "none, OFF, false",
        "optional, '', false",
        "required, '', false",
        "required, on, true",
        "required, off, false"
    })
    void resumption_is_on_without_client_certificates_unless_it_is_set(
            String clientAuth, String value, boolean resumption) {
        String trust = clientAuth.equals("none") ? "" : "/etc/chat/ca.pem";
        TlsPolicy policy =
                policy(
                        "wss.tls.client-auth=" + clientAuth,
                        "wss.tls.trust-store.pem.certs=" + trust,
                        "wss.tls.resumption=" + value);
        assertThat(policy).isEqualTo(TlsPolicy.standard().withResumption(resumption));
    }

    @Test
    void groups_are_an_ordered_list() {
        assertThat(policy("wss.tls.groups=SECP384R1,x25519").groups())
                .containsExactly("secp384r1", "x25519");
    }
}
