package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateNamesTest {

    private static CertificateNames names(String... names) throws Exception {
        return CertificateNames.of(NamedCertificate.of(Algorithm.ecp256, names).certificate());
    }

    @ParameterizedTest
    @CsvSource({
        "chat.example, chat.example",
        "Chat.Example, cHAT.eXAMPLE",
        "chat.example, chat.example.",
        "localhost, localhost",
        "xn--bcher-kva.example, bücher.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.EXAMPLE",
        "a_b.example, a_b.example",
        "*.example.com, chat.example.com",
        "*.Example.com, CHAT.example.COM.",
        "*.example.com, xn--bcher-kva.example.com"
    })
    void a_name_is_matched(String certified, String asked) throws Exception {
        assertThat(names(certified).matches(asked)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "chat.example, chat.examples",
        "chat.example, a.chat.example",
        "chat.example, example",
        "chat.example, common.example",
        "*.example.com, example.com",
        "*.example.com, a.b.example.com",
        "*.example.com, .example.com",
        "*.example.com, *.example.com",
        "*.com, example.com",
        "*., com",
        "*, localhost",
        "*.*.example.com, a.b.example.com",
        "a.*.example.com, a.b.example.com",
        "*a.example.com, ba.example.com",
        "b*.example.com, ba.example.com",
        "*.0.0.1, 127.0.0.1"
    })
    void no_other_name_is_matched(String certified, String asked) throws Exception {
        assertThat(names(certified).matches(asked)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..example.com",
                "chat\0.example.com",
                "chat.example.com\0",
                "chat.example.com\n",
                " chat.example.com",
                "chat/.example.com",
                "\ud800.example.com",
                "\u202echat.example.com",
                "\uffff.example.com"
            })
    void what_is_no_name_matches_nothing(String garbage) throws Exception {
        assertThat(names("chat.example.com", "*.example.com").matches(garbage)).isFalse();
    }

    @Test
    void what_is_too_long_for_a_name_matches_nothing() throws Exception {
        CertificateNames names = names("*.example.com");
        assertThat(names.matches("a".repeat(63) + ".example.com")).isTrue();
        assertThat(names.matches("a".repeat(64) + ".example.com")).isFalse();
        assertThat(names.matches("ü".repeat(1 << 20) + ".example.com")).isFalse();
        assertThat(names.matches("a.".repeat(1 << 20) + "example.com")).isFalse();
        assertThat(names.matches("ü".repeat(200) + ".example.com")).isFalse();
    }

    @Test
    void the_common_name_and_other_kinds_of_names_identify_nothing() throws Exception {
        CertificateNames names =
                CertificateNames.of(
                        new CertificateBuilder()
                                .subject("CN=chat.example")
                                .setIsCertificateAuthority(true)
                                .addSanIpAddress("127.0.0.1")
                                .addSanRfc822Name("root@mail.example")
                                .addSanUriName("https://uri.example")
                                .ecp256()
                                .buildSelfSigned()
                                .getCertificate());
        assertThat(names.exact()).isEmpty();
        assertThat(names.wildcards()).isEmpty();
    }
}
