package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustSourceReaderTest {

    private static final String TRUST = "wss.tls.trust-store.";

    @ParameterizedTest
    @CsvSource({"p12, PKCS12", "jks, JKS"})
    void a_trust_store_may_be_a_key_store_file(String group, String type) {
        KeyStoreType format = type.equals("JKS") ? KeyStoreType.JKS : KeyStoreType.PKCS12;
        assertThat(trust(TRUST + group + ".path=ca.store", TRUST + group + ".password= p "))
                .isEqualTo(
                        new TrustSource.InKeyStore(
                                format, Path.of("ca.store"), Secret.of(" p "), TRUST + group));
    }

    @Test
    void a_trust_store_may_be_pem_in_a_file_in_the_application_and_in_the_value() {
        String text = "-----BEGIN CERTIFICATE----- AA== -----END CERTIFICATE-----";
        assertThat(trust(TRUST + "pem.certs=ca.pem"))
                .isEqualTo(pem(new PemLocation.InFile(Path.of("ca.pem"))));
        assertThat(trust(TRUST + "pem.certs=classpath:/ca.pem"))
                .isEqualTo(pem(new PemLocation.InClassPath("ca.pem")));
        assertThat(trust(TRUST + "pem.certs=" + text))
                .isEqualTo(pem(new PemLocation.Inline(Secret.of(text))));
    }

    @ParameterizedTest
    @CsvSource({"p12, PKCS12", "jks, JKS"})
    void a_file_needs_its_password(String group, String type) {
        assertThat(problems(TRUST + group + ".path=ca"))
                .containsExactly(
                        TRUST
                                + group
                                + ".password: missing; a "
                                + type
                                + " trust store needs its password, and "
                                + TRUST
                                + group
                                + ".path=ca (from "
                                + FILE
                                + ") is set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p12", "jks"})
    void a_password_means_nothing_without_a_file(String group) {
        assertThat(problems(TRUST + group + ".password=p"))
                .containsExactly(
                        TRUST
                                + group
                                + ".password (from "
                                + FILE
                                + "): has no effect without "
                                + TRUST
                                + group
                                + ".path; set that, too, or remove this");
    }

    @ParameterizedTest
    @CsvSource({"p12.path=a, jks.path=b", "p12.password=a, pem.certs=b", "jks.path=a, pem.certs=b"})
    void two_trust_stores_exclude_each_other(String first, String second) {
        assertThat(problems(TRUST + first, TRUST + second))
                .singleElement()
                .asString()
                .startsWith(TRUST + second + " (from " + FILE + "): excludes " + TRUST)
                .contains(first.substring(0, first.indexOf('=')))
                .endsWith("; remove the one or the other");
    }

    @Test
    void three_trust_stores_are_two_problems() {
        assertThat(problems(TRUST + "p12.path=a", TRUST + "jks.path=a", TRUST + "pem.certs=a"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:", "ca: -----BEGIN CERTIFICATE-----", "${MISSING}"})
    void an_unusable_location_is_the_only_problem(String value) {
        assertThat(problems(TRUST + "pem.certs=" + value))
                .singleElement()
                .asString()
                .startsWith(TRUST + "pem.certs")
                .containsAnyOf(": must ", ": cannot be resolved");
    }

    private static TrustSource pem(PemLocation location) {
        return new TrustSource.InPem(location, TRUST + "pem");
    }

    private static TrustSource trust(String... lines) {
        Reading reading = required(lines);
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).tls().clients().trust().orElseThrow();
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
