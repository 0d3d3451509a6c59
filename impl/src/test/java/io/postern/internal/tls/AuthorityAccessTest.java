package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityAccessTest {

    private static X509Certificate named(String responder) throws Exception {
        return StaplePki.create().server("a.example", URI.create(responder)).certificate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ocsp.example/a?b=c", "https://[::1]:8080"})
    void the_first_responder_that_can_be_asked_is_found_among_others(String uri) throws Exception {
        assertThat(AuthorityAccess.responder(named(uri))).hasValue(URI.create(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://ocsp.example/", "http:opaque", "http://ann:pass@a.example/"})
    void what_cannot_be_asked_is_passed_over(String uri) throws Exception {
        assertThat(AuthorityAccess.responder(named(uri))).isEmpty();
    }

    @Test
    void a_certificate_may_say_nothing() throws Exception {
        X509Certificate silent = StaplePki.create().silent("a.example").certificate();
        assertThat(AuthorityAccess.responder(silent)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3003020101", "300430020601", "300c300a06082b060105050730"})
    void a_broken_extension_is_as_good_as_none(String hex) throws Exception {
        X509Certificate broken =
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=a")
                        .addExtensionOctetString(
                                "1.3.6.1.5.5.7.1.1", false, HexFormat.of().parseHex(hex))
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned()
                        .getCertificate();
        assertThat(AuthorityAccess.responder(broken)).isEmpty();
    }
}
