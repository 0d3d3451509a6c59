package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsStaySecretTest {

    private static final String CANARY = "S3CR3T-c4n4ry";
    private static final String PASSWORD = "wss.tls.key-store.p12.password=" + CANARY;
    private static final String ALIAS_PASSWORD = "wss.tls.key-store.p12.alias-password=" + CANARY;

    private static final String PEM_CERT = "wss.tls.key-store.pem.cert=/etc/chat/chain.pem";
    private static final String KEY_TEXT =
            "-----BEGIN PRIVATE KEY-----" + CANARY + "-----END PRIVATE KEY-----";

    @ParameterizedTest
    @MethodSource
    void no_problem_repeats_a_secret(List<String> lines) {
        Reading reading = Readers.reader(Map.of(), lines.toArray(String[]::new)).read();
        assertThat(reading.problems()).isNotEmpty();
        assertThat(reading.toString()).doesNotContain("S3CR3T", "c4n4ry");
    }

    static Stream<List<String>> no_problem_repeats_a_secret() {
        return Stream.of(
                List.of(PASSWORD),
                List.of(ALIAS_PASSWORD, Readers.PATH),
                List.of(PASSWORD, ALIAS_PASSWORD, "wss.tls.self-signed=true"),
                List.of(PASSWORD, Readers.PATH, "wss.port=x"),
                List.of(PASSWORD + "${MISSING}", Readers.PATH),
                List.of(PASSWORD + "${" + CANARY, Readers.PATH),
                List.of(PASSWORD + "${a${b", Readers.PATH),
                List.of(
                        "wss.tls.key-store.p12.password=${no-handler::" + CANARY + "}",
                        Readers.PATH),
                List.of(
                        "wss.tls.key-store.p12.password=${MISSING:" + CANARY + "${X}}",
                        Readers.PATH),
                List.of("wss.tls.key-store.jks.password=" + CANARY),
                List.of("wss.tls.key-store.jks.alias-password=" + CANARY),
                List.of("wss.tls.key-store.other.password=" + CANARY),
                List.of("wss.tls.key-store.other.alias-password=" + CANARY),
                List.of("wss.tls.key-store.pem.password=" + CANARY),
                List.of("wss.tls.key-store.pem.key=" + KEY_TEXT),
                List.of("wss.tls.key-store.pem.key=my key: " + KEY_TEXT, PEM_CERT),
                List.of("wss.tls.key-store.pem.key='" + KEY_TEXT, PEM_CERT),
                List.of("wss.tls.key-store.pem.key=" + KEY_TEXT + "${MISSING}", PEM_CERT),
                List.of("wss.tls.key-store.pem.key=" + CANARY + "${MISSING}", PEM_CERT),
                List.of("wss.tls.key-store.pem.key=" + "c4n4ry".repeat(11), PEM_CERT),
                List.of("wss.tls.key-store.pem.cert=" + KEY_TEXT),
                List.of("wss.tls.key-store.p12.path=" + KEY_TEXT),
                List.of("wss.tls.key-store.pem.kee=" + KEY_TEXT),
                List.of("wss.port=" + KEY_TEXT, PEM_CERT),
                List.of(PEM_CERT, "wss.tls.key-store.pem.key=" + KEY_TEXT, Readers.PATH),
                List.of("wss.tls.key-store.p12.passwort=" + CANARY),
                List.of("wss.tls.key-store.pem.1.password=" + CANARY),
                List.of("wss.tls.key-store.pem.2.password=" + CANARY),
                List.of("wss.tls.key-store.pem.65.password=" + CANARY),
                List.of("wss.tls.key-store.pem.1.key=" + KEY_TEXT),
                List.of("wss.tls.key-store.pem.2.key=" + KEY_TEXT),
                List.of("wss.tls.key-store.pem.1.key=" + CANARY + "${MISSING}"),
                List.of(PEM_CERT, "wss.tls.key-store.pem.1.key=" + KEY_TEXT),
                List.of(PEM_CERT, "wss.tls.key-store.pem.1.password=" + CANARY),
                List.of("wss.tls.key-store.pem.x.key=" + KEY_TEXT),
                List.of("wss.tls.trust-store.p12.password=" + CANARY),
                List.of("wss.devices.tls.key-store.p12.password=" + CANARY),
                List.of("wss.listeners=devices", "wss.devices.tls.key-store.pem.key=" + KEY_TEXT),
                List.of("wss.listeners=devices", "wss.devices.port=" + KEY_TEXT),
                List.of("wss.listeners=devices", PASSWORD, "wss.devices.port=1"),
                List.of("wss.listeners=" + KEY_TEXT),
                List.of("wss.listeners=devices,ann:" + KEY_TEXT),
                List.of("wss.tls.trust-store.jks.password=" + CANARY, "wss.tls.client-auth=x"),
                List.of("wss.tls.trust-store.pem.certs=" + KEY_TEXT),
                List.of("wss.tls.trust-store.pem.certs=x" + KEY_TEXT, "wss.tls.client-auth=x"),
                List.of("wss.tls.ocsp.responder=https://ann:" + CANARY + "@a.example/"),
                List.of(
                        "wss.tls.client-auth=required",
                        "wss.tls.ocsp.responder=https://ann:" + CANARY + " @a.example/"),
                List.of("wss.origins=https://ann:" + CANARY + "@a.example"),
                List.of("wss.origins=https://ann:" + CANARY + ",S3CR3T @a.example"),
                List.of("wss.origins=https://ann:" + CANARY + "@a.example/${MISSING}"),
                List.of("wss.host=https://ann:" + CANARY + "@a.example"));
    }

    @Test
    void no_problem_repeats_a_secret_from_the_environment() {
        Map<String, String> environment =
                Map.of(
                        "WSS_TLS_KEY_STORE_P12_PASSWORD", CANARY,
                        "WSS_TLS_KEY_STORE_PASSWORD", CANARY);
        Reading reading = Readers.reader(environment).read();
        assertThat(reading.problems()).hasSize(2);
        assertThat(reading.toString()).doesNotContain(CANARY);
    }

    @Test
    void a_reading_without_problems_prints_no_secret_either() {
        Reading reading = Readers.read(Readers.PATH, PASSWORD, ALIAS_PASSWORD);
        assertThat(reading.listeners()).isNotEmpty();
        assertThat(reading.toString()).contains("/etc/chat/tls.p12").doesNotContain(CANARY);
    }

    @Test
    void a_reading_prints_neither_an_inline_key_nor_its_password() {
        Reading reading =
                Readers.read(
                        "wss.tls.key-store.pem.cert=" + KEY_TEXT,
                        "wss.tls.key-store.pem.key=" + KEY_TEXT,
                        "wss.tls.key-store.pem.password=" + CANARY);
        assertThat(reading.listeners()).isNotEmpty();
        assertThat(reading.toString()).contains("PemConfig[").doesNotContain("S3CR3T", "c4n4ry");
    }

    @Test
    void a_reading_prints_no_secret_of_several_pairs_and_of_a_trust_store() {
        Reading reading =
                Readers.read(
                        "wss.tls.key-store.pem.1.cert=" + KEY_TEXT,
                        "wss.tls.key-store.pem.1.key=" + KEY_TEXT,
                        "wss.tls.key-store.pem.1.password=" + CANARY,
                        "wss.tls.client-auth=required",
                        "wss.tls.trust-store.p12.path=/etc/chat/ca.p12",
                        "wss.tls.trust-store.p12.password=" + CANARY);
        assertThat(reading.listeners()).isNotEmpty();
        assertThat(reading.toString())
                .contains("PemConfig[", "/etc/chat/ca.p12")
                .doesNotContain("S3CR3T", "c4n4ry");
    }

    @Test
    void the_path_of_a_private_key_is_shown() {
        Reading reading = Readers.read("wss.tls.key-store.pem.key=/etc/chat/key.pem");
        assertThat(Readers.messages(reading))
                .singleElement()
                .asString()
                .startsWith("wss.tls.key-store.pem.key=/etc/chat/key.pem (from ");
    }

    @Test
    void a_reference_that_is_not_set_is_named_because_it_is_no_secret() {
        Reading reading =
                Readers.read(Readers.PATH, "wss.tls.key-store.p12.password=${KEYSTORE_PASSWORD}");
        assertThat(Readers.messages(reading))
                .singleElement()
                .asString()
                .startsWith("wss.tls.key-store.p12.password=${KEYSTORE_PASSWORD} (from ");
    }
}
