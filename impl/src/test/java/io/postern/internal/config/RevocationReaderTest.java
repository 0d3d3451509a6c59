package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationReaderTest {

    private static final String TRUST = "wss.tls.trust-store.pem.certs=/etc/chat/ca.pem";
    private static final String CRL = "wss.tls.revocation=crl";
    private static final String OCSP = "wss.tls.revocation=ocsp";
    private static final String RESPONDER = "wss.tls.ocsp.responder=";

    @Test
    void nothing_is_checked_unless_it_is_said() {
        assertThat(revocation()).isEqualTo(new Revocation.None());
        assertThat(revocation("wss.tls.revocation=none")).isEqualTo(new Revocation.None());
    }

    @Test
    void lists_are_in_a_file_or_directory() {
        assertThat(revocation(CRL, "wss.tls.crl.path=/etc/chat/crl"))
                .isEqualTo(new Revocation.Crl(Path.of("/etc/chat/crl")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ocsp.example.com",
                "https://ocsp.example.com/ask?ca=1",
                "HTTP://127.0.0.1:8080/",
                "http://[::1]:65535/"
            })
    void a_responder_is_an_absolute_http_or_https_uri(String uri) {
        assertThat(revocation(OCSP, RESPONDER + uri))
                .isEqualTo(new Revocation.Ocsp(URI.create(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocsp.example.com",
                "/ask",
                "//ocsp.example.com/",
                "http:ocsp.example.com",
                "http:///ask",
                "http://a_b.example/",
                "http://ocsp.example.com:0/",
                "http://ocsp.example.com:65536/",
                "http://ocsp.example.com/#x",
                "http://ocsp.example.com/#",
                "ldap://ocsp.example.com/",
                "file:///etc/passwd",
                "http://ocsp example.com/"
            })
    void another_responder_is_refused(String uri) {
        assertThat(problems(TRUST, OCSP, RESPONDER + uri))
                .containsExactly(
                        RESPONDER
                                + uri
                                + " (from "
                                + FILE
                                + "): must be an http or https URI such as"
                                + " http://ocsp.example.com/, with a host, without user info and"
                                + " without a fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ann@a.example/", "http://ann:pass@a.example/", "http://@a/"})
    void a_responder_with_user_info_is_refused_without_repeating_it(String uri) {
        assertThat(problems(TRUST, OCSP, RESPONDER + uri))
                .singleElement()
                .asString()
                .startsWith(RESPONDER + "http://***@a")
                .contains("without user info")
                .doesNotContain("ann", "pass");
    }

    @Test
    void lists_need_a_place_and_asking_needs_a_responder() {
        assertThat(problems(TRUST, CRL))
                .containsExactly(
                        "wss.tls.crl.path: missing; wss.tls.revocation=crl (from "
                                + FILE
                                + ") needs the file or directory with the lists");
        assertThat(problems(TRUST, OCSP))
                .containsExactly(
                        "wss.tls.ocsp.responder: missing; wss.tls.revocation=ocsp (from "
                                + FILE
                                + ") needs the URI of the responder");
    }

    @ParameterizedTest
    @CsvSource({
        "'', wss.tls.crl.path=a, crl, none (the default)",
        "none, wss.tls.crl.path=a, crl, none (from " + FILE + ")",
        "none, wss.tls.ocsp.responder=http://a/, ocsp, none (from " + FILE + ")",
        "'', wss.tls.ocsp.responder=http://a/, ocsp, none (the default)"
    })
    void a_place_without_its_kind_of_revocation_is_refused(
            String revocation, String line, String kind, String found) {
        assertThat(problems(TRUST, "wss.tls.revocation=" + revocation, line))
                .containsExactly(
                        line
                                + " (from "
                                + FILE
                                + "): has no effect with wss.tls.revocation="
                                + found
                                + "; set that to "
                                + kind
                                + ", or remove this");
    }

    @Test
    void the_place_of_the_other_kind_is_refused_beside_the_missing_one() {
        assertThat(problems(TRUST, CRL, RESPONDER + "http://a/"))
                .satisfiesExactly(
                        crl -> assertThat(crl).startsWith("wss.tls.crl.path: missing"),
                        ocsp -> assertThat(ocsp).contains("has no effect with", "=crl (from "));
    }

    @Test
    void an_unusable_kind_makes_no_place_look_wrong() {
        assertThat(problems(TRUST, "wss.tls.revocation=list", "wss.tls.crl.path=a"))
                .singleElement()
                .asString()
                .contains("must be one of none, crl, ocsp");
    }

    @Test
    void without_a_trust_store_there_is_no_path_to_check() {
        String validators = "wss.tls.path-validation=validators";
        assertThat(problems(validators, CRL, "wss.tls.crl.path=a"))
                .containsExactly(
                        CRL
                                + " (from "
                                + FILE
                                + "): needs a trust store, because the path to it is what is"
                                + " checked, and none is configured; set"
                                + " wss.tls.trust-store.pem.certs or another trust store, or remove"
                                + " this and leave revocation to the validators");
        assertThat(problems(TRUST, validators, CRL, "wss.tls.crl.path=a")).isEmpty();
        assertThat(problems(validators, "wss.tls.revocation=none")).isEmpty();
    }

    private static Revocation revocation(String... lines) {
        List<String> all = new ArrayList<>(Arrays.asList(lines));
        all.add(TRUST);
        Reading reading = required(all.toArray(String[]::new));
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).tls().clients().path().revocation();
    }

    private static List<String> problems(String... lines) {
        return messages(required(lines));
    }

    private static Reading required(String... lines) {
        List<String> all = new ArrayList<>(Arrays.asList(lines));
        all.add("wss.tls.client-auth=required");
        return readWithKeyStore(all.toArray(String[]::new));
    }
}
