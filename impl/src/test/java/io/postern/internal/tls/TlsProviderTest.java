package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.TlsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProviderTest {

    @ParameterizedTest
    @CsvSource({"AUTO, BoringSSL", "OPENSSL, BoringSSL", "JDK, the JDK's TLS"})
    void the_description_names_the_engine_and_where_the_certificate_came_from(
            TlsProvider provider, String engine) throws Exception {
        Tls tls = Tls.open(provider, TestMaterial.selfSigned());
        try {
            assertThat(tls.description()).startsWith(engine).endsWith(", a test");
        } finally {
            tls.close();
        }
    }

    @Test
    void a_key_that_the_engine_does_not_take_is_refused_with_its_source() throws Exception {
        TlsMaterial unknown = TestMaterial.withUnknownKind();
        assertThatThrownBy(() -> Tls.open(TlsProvider.OPENSSL, unknown))
                .isInstanceOf(TlsMaterialException.class)
                .hasMessageContaining("does not take the key and certificates of a test")
                .hasMessageContaining("wss.tls.provider=jdk");
    }
}
