package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAuthReaderTest {

    private static final String REQUIRED = "wss.tls.client-auth=required";
    private static final String TRUST = "wss.tls.trust-store.pem.certs=/etc/chat/ca.pem";
    private static final String VALIDATORS = "wss.tls.path-validation=validators";

    @Test
    void nothing_said_asks_for_no_certificate() {
        assertThat(clients()).isEqualTo(ClientAuthConfig.NONE);
        assertThat(clients("wss.tls.client-auth=none")).isEqualTo(ClientAuthConfig.NONE);
    }

    @ParameterizedTest
    @CsvSource({"optional, OPTIONAL", "Required, REQUIRED"})
    void a_trust_store_is_all_that_must_be_set_with_client_auth(String value, ClientAuth mode) {
        assertThat(clients("wss.tls.client-auth=" + value, TRUST))
                .isEqualTo(
                        new ClientAuthConfig(
                                mode,
                                Optional.of(trust()),
                                new ClientAuthConfig.Path(
                                        PathValidation.REQUIRED, new Revocation.None()),
                                PrincipalSource.SUBJECT,
                                Duration.ofSeconds(5)));
    }

    @Test
    void every_value_can_be_set() {
        ClientAuthConfig clients =
                clients(
                        REQUIRED,
                        TRUST,
                        VALIDATORS,
                        "wss.tls.revocation=crl",
                        "wss.tls.crl.path=/etc/chat/crl",
                        "wss.tls.principal=san-email",
                        "wss.tls.client-auth-timeout=9s");
        assertThat(clients)
                .isEqualTo(
                        new ClientAuthConfig(
                                ClientAuth.REQUIRED,
                                Optional.of(trust()),
                                new ClientAuthConfig.Path(
                                        PathValidation.VALIDATORS,
                                        new Revocation.Crl(Path.of("/etc/chat/crl"))),
                                PrincipalSource.SAN_EMAIL,
                                Duration.ofSeconds(9)));
    }

    @ParameterizedTest
    @CsvSource({
        "subject, SUBJECT",
        "cn, CN",
        "san-uri, SAN_URI",
        "san-dns, SAN_DNS",
        "san-email, SAN_EMAIL",
        "fingerprint, FINGERPRINT"
    })
    void the_principal_has_these_sources(String value, PrincipalSource source) {
        assertThat(clients(REQUIRED, TRUST, "wss.tls.principal=" + value).principal())
                .isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"optional", "required"})
    void without_a_trust_store_the_cures_are_named_and_public_roots_are_not_implied(String mode) {
        assertThat(messages(readWithKeyStore("wss.tls.client-auth=" + mode)))
                .containsExactly(
                        "wss.tls.client-auth="
                                + mode
                                + " (from "
                                + FILE
                                + "): needs a trust store, and none is configured; set"
                                + " wss.tls.trust-store.pem.certs to the certificates of those who"
                                + " issue your clients' certificates, or"
                                + " wss.tls.trust-store.p12.path to a PKCS12 file with them. The"
                                + " public roots of the Java runtime are never implied. Only with"
                                + " wss.tls.path-validation=validators, where your validators alone"
                                + " decide, it may be absent");
    }

    @Test
    void a_draft_without_the_trust_store_that_it_needs_asks_for_no_certificate() {
        Reading reading = readWithKeyStore(REQUIRED);
        assertThat(reading.listeners()).isEmpty();
        assertThat(reading.drafts().get(0).config().orElseThrow().tls().clients())
                .isEqualTo(ClientAuthConfig.NONE);
    }

    @Test
    void validators_alone_need_no_trust_store() {
        assertThat(clients(REQUIRED, VALIDATORS).trust()).isEmpty();
        assertThat(clients(REQUIRED, VALIDATORS, TRUST).trust()).contains(trust());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.tls.trust-store.p12.path=a",
                "wss.tls.trust-store.p12.password=a",
                "wss.tls.trust-store.jks.path=a",
                "wss.tls.trust-store.jks.password=a",
                "wss.tls.trust-store.pem.certs=a",
                "wss.tls.path-validation=required",
                "wss.tls.revocation=none",
                "wss.tls.crl.path=a",
                "wss.tls.ocsp.responder=http://a.example/",
                "wss.tls.principal=cn",
                "wss.tls.client-auth-timeout=1s",
                "wss.tls.on-trust-change=close"
            })
    void what_says_how_clients_are_checked_is_refused_when_they_are_not(String line) {
        String cure =
                ", by which no client is asked for a certificate; set that to optional or"
                        + " required, or remove this";
        assertThat(messages(readWithKeyStore(line)))
                .singleElement()
                .asString()
                .startsWith(line.substring(0, line.indexOf('=')))
                .endsWith(": has no effect with wss.tls.client-auth=none (the default)" + cure);
        assertThat(messages(readWithKeyStore(line, "wss.tls.client-auth=none")))
                .singleElement()
                .asString()
                .endsWith(
                        ": has no effect with wss.tls.client-auth=none (from " + FILE + ")" + cure);
    }

    @Test
    void each_key_without_effect_is_a_problem() {
        assertThat(readWithKeyStore(TRUST, VALIDATORS, "wss.tls.principal=cn").problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "wss.tls.trust-store.pem.certs",
                        "wss.tls.path-validation",
                        "wss.tls.principal");
    }

    @Test
    void an_unusable_mode_makes_no_other_key_look_wrong() {
        assertThat(readWithKeyStore("wss.tls.client-auth=yes").problems()).hasSize(1);
        String[] lines = {
            "wss.tls.client-auth=yes", TRUST, "wss.tls.on-trust-change=close", "wss.tls.principal=x"
        };
        assertThat(readWithKeyStore(lines).problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.tls.client-auth", "wss.tls.principal");
    }

    @Test
    void an_unusable_path_validation_does_not_ask_for_a_trust_store() {
        assertThat(messages(readWithKeyStore(REQUIRED, "wss.tls.path-validation=mine")))
                .singleElement()
                .asString()
                .contains("must be one of required, validators");
    }

    @ParameterizedTest
    @CsvSource({"principal, dn, subject", "client-auth-timeout, 0, 1ms", "revocation, yes, crl"})
    void an_unusable_value_is_refused(String key, String value, String rule) {
        String line = "wss.tls." + key + "=" + value;
        assertThat(messages(readWithKeyStore(REQUIRED, TRUST, line)))
                .singleElement()
                .asString()
                .startsWith(line + " (from " + FILE + "): must be ")
                .contains(rule);
    }

    @ParameterizedTest
    @CsvSource({"'', PT5S", "30s, PT5S", "10s, PT5S", "9s, PT4.5S", "1ms, PT0.0005S"})
    void the_time_for_checks_is_at_most_half_of_the_negotiation(String negotiation, Duration time) {
        String line = "wss.negotiation.timeout=" + negotiation;
        assertThat(clients(REQUIRED, TRUST, line).timeout()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "10s, '', wss.negotiation.timeout=10s (the default)",
        "3s, 3s, wss.negotiation.timeout=3s (from " + FILE + ")",
        "4s, 3s, wss.negotiation.timeout=3s (from " + FILE + ")"
    })
    void a_time_for_checks_that_is_not_shorter_than_the_negotiation_is_refused(
            String time, String negotiation, String limit) {
        Reading reading =
                readWithKeyStore(
                        REQUIRED,
                        TRUST,
                        "wss.tls.client-auth-timeout=" + time,
                        "wss.negotiation.timeout=" + negotiation);
        assertThat(messages(reading))
                .containsExactly(
                        "wss.tls.client-auth-timeout="
                                + time
                                + " (from "
                                + FILE
                                + "): must be shorter than "
                                + limit
                                + ", which includes it; shorten this, or lengthen that");
    }

    @Test
    void a_time_for_checks_is_not_compared_with_an_unusable_one() {
        Reading reading =
                readWithKeyStore(
                        REQUIRED,
                        TRUST,
                        "wss.tls.client-auth-timeout=20s",
                        "wss.negotiation.timeout=30");
        assertThat(reading.problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.negotiation.timeout");
    }

    @Test
    void all_contradictions_are_reported_together_with_others() {
        String[] lines = {
            REQUIRED,
            "wss.tls.revocation=ocsp",
            "wss.tls.client-auth-timeout=10s",
            "wss.tls.reload-interval=none",
            "wss.tls.on-trust-change=close",
            "wss.port=x"
        };
        assertThat(readWithKeyStore(lines).problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "wss.port",
                        "wss.tls.client-auth",
                        "wss.tls.ocsp.responder",
                        "wss.tls.client-auth-timeout",
                        "wss.tls.on-trust-change");
    }

    private static TrustSource trust() {
        PemLocation file = new PemLocation.InFile(Path.of("/etc/chat/ca.pem"));
        return new TrustSource.InPem(file, "wss.tls.trust-store.pem");
    }

    private static ClientAuthConfig clients(String... lines) {
        Reading reading = readWithKeyStore(lines);
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).tls().clients();
    }
}
