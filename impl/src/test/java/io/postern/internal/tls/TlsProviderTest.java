package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.TlsProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProviderTest {

    @ParameterizedTest
    @CsvSource({"AUTO, BoringSSL", "OPENSSL, BoringSSL", "JDK, the JDK's TLS"})
    void the_description_names_the_engine_and_where_the_certificate_came_from(
            TlsProvider provider, String engine) throws Exception {
        Tls tls = TestTls.open(provider, TestMaterial.selfSigned());
        try {
            assertThat(tls.description()).startsWith(engine).endsWith(", a test");
        } finally {
            tls.close();
        }
    }

    @Test
    void a_kind_of_key_that_only_the_jdk_knows_is_left_to_it() throws Exception {
        X509Bundle bundle =
                certificate("chat.example").algorithm(Algorithm.ed448).buildSelfSigned();
        TlsMaterial ed448 =
                new TlsMaterial(
                        bundle.getKeyPair().getPrivate(),
                        List.of(bundle.getCertificate()),
                        "a test");
        assertThat(Handshake.succeeds(TlsProvider.AUTO, "TLSv1.3", ed448))
                .isEqualTo("the JDK's TLS engine, a test");
        assertThatThrownBy(() -> TestTls.open(TlsProvider.OPENSSL, ed448))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessage(
                        "wss.tls.provider=openssl, but BoringSSL has no Ed448, the kind of the key"
                                + " of a test. Set wss.tls.provider to auto or jdk, or use a key of"
                                + " another kind.");
    }

    @Test
    void a_key_that_the_engine_does_not_take_is_refused_with_its_source() throws Exception {
        TlsMaterial unknown = TestMaterial.withUnknownKind();
        assertThatThrownBy(() -> TestTls.open(TlsProvider.OPENSSL, unknown))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("does not take the keys and certificates of a test")
                .hasMessageContaining("wss.tls.provider=jdk");
    }
}
