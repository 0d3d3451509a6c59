package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.PASSWORD;
import static io.postern.internal.config.Readers.PATH;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.read;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourceReaderTest {

    private static final String P12 = "wss.tls.key-store.p12";
    private static final String JKS = "wss.tls.key-store.jks";
    private static final String OTHER = "wss.tls.key-store.other";
    private static final String PEM = "wss.tls.key-store.pem";

    @Test
    void a_self_signed_certificate_is_kept_in_the_home_directory() {
        Reading reading = read("wss.tls.self-signed=true");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listeners().get(0).tls().certificates().sources().get(0))
                .isEqualTo(new SelfSigned(Path.of("/home/ann/.postern")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void a_self_signed_certificate_needs_a_home_directory(String home) {
        ConfigReader reader =
                new ConfigReader(
                        Readers.config(Map.of(), "wss.tls.self-signed=true"), Map.of(), home);
        assertThat(messages(reader.read()))
                .singleElement()
                .asString()
                .startsWith("wss.tls.self-signed=true (from " + FILE + "): ")
                .contains("-Duser.home=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss.tls.self-signed=false", "wss.tls.self-signed=", "wss.port=8444"})
    void without_any_certificate_both_cures_are_named(String line) {
        assertThat(messages(read(line)))
                .containsExactly(
                        "wss.tls.key-store.p12.path: no certificate is configured; set"
                                + " wss.tls.key-store.p12.path and"
                                + " wss.tls.key-store.p12.password to those of a PKCS12 key store,"
                                + " or wss.tls.key-store.pem.cert and wss.tls.key-store.pem.key to"
                                + " PEM files, or write a bean of type"
                                + " io.postern.tls.CertificateResolver, or, for development only,"
                                + " set"
                                + " wss.tls.self-signed=true");
    }

    @Test
    void a_key_store_and_a_self_signed_certificate_exclude_each_other() {
        assertThat(messages(readWithKeyStore("wss.tls.self-signed=true")))
                .containsExactly(
                        "wss.tls.self-signed=true (from "
                                + FILE
                                + "): excludes wss.tls.key-store.p12.path=/etc/chat/tls.p12 (from "
                                + FILE
                                + "), wss.tls.key-store.p12.password (from "
                                + FILE
                                + "); remove the one or the other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "password", "alias", "alias-password"})
    void each_key_of_a_key_store_excludes_a_self_signed_certificate(String key) {
        assertThat(messages(read("wss.tls.self-signed=true", P12 + "." + key + "=x")))
                .singleElement()
                .asString()
                .startsWith("wss.tls.self-signed=true")
                .contains("excludes " + P12 + "." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "alias", "alias-password"})
    void the_rest_of_a_key_store_means_nothing_without_its_path(String key) {
        assertThat(messages(read(P12 + "." + key + "=x")))
                .singleElement()
                .asString()
                .startsWith(P12 + "." + key)
                .contains(": has no effect without wss.tls.key-store.p12.path; set that, too");
    }

    @Test
    void a_key_store_needs_a_password() {
        assertThat(messages(read(PATH)))
                .containsExactly(
                        "wss.tls.key-store.p12.password: missing; a PKCS12 key store needs its"
                            + " password, and wss.tls.key-store.p12.path=/etc/chat/tls.p12 (from "
                                + FILE
                                + ") is set");
    }

    @Test
    void an_unusable_value_does_not_make_others_look_missing() {
        assertThat(messages(read("wss.tls.self-signed=maybe")))
                .singleElement()
                .asString()
                .contains("must be true or false");
        assertThat(messages(read("wss.tls.key-store.p12.path=${MISSING}", PASSWORD)))
                .singleElement()
                .asString()
                .contains("cannot be resolved");
        assertThat(messages(read(PATH, "wss.tls.key-store.p12.password=${MISSING}")))
                .singleElement()
                .asString()
                .contains("cannot be resolved");
    }

    @Test
    void a_jks_file_is_described_like_a_pkcs12_file() {
        assertThat(source(JKS + ".path=a.jks", JKS + ".password=p", JKS + ".alias=chat"))
                .isEqualTo(
                        new KeyStoreConfig(
                                KeyStoreType.JKS,
                                Optional.of(Path.of("a.jks")),
                                Optional.of(Secret.of("p")),
                                new KeyEntry(Optional.of("chat"), Optional.empty()),
                                JKS));
    }

    @Test
    void another_store_needs_its_type_alone() {
        assertThat(source(OTHER + ".type=Windows-MY"))
                .isEqualTo(
                        new KeyStoreConfig(
                                new KeyStoreType("Windows-MY", Optional.empty()),
                                Optional.empty(),
                                Optional.empty(),
                                KeyEntry.ONLY,
                                OTHER));
        assertThat(
                        source(
                                OTHER + ".type=BCFKS",
                                OTHER + ".provider=BCFIPS",
                                OTHER + ".path=a.bcfks",
                                OTHER + ".password=p",
                                OTHER + ".alias=chat",
                                OTHER + ".alias-password=q"))
                .isEqualTo(
                        new KeyStoreConfig(
                                new KeyStoreType("BCFKS", Optional.of("BCFIPS")),
                                Optional.of(Path.of("a.bcfks")),
                                Optional.of(Secret.of("p")),
                                new KeyEntry(Optional.of("chat"), Optional.of(Secret.of("q"))),
                                OTHER));
    }

    @Test
    void pem_may_be_in_files_in_the_application_and_in_the_value() {
        String text = "-----BEGIN PRIVATE KEY----- AA== -----END PRIVATE KEY-----";
        assertThat(source(PEM + ".cert=classpath:/tls/chain.pem", PEM + ".key=" + text))
                .isEqualTo(
                        new PemConfig(
                                new PemLocation.InClassPath("tls/chain.pem"),
                                new PemLocation.Inline(Secret.of(text)),
                                Optional.empty(),
                                PEM));
        assertThat(source(PEM + ".cert=a.pem", PEM + ".key=b.pem", PEM + ".password=p"))
                .isEqualTo(
                        new PemConfig(
                                new PemLocation.InFile(Path.of("a.pem")),
                                new PemLocation.InFile(Path.of("b.pem")),
                                Optional.of(Secret.of("p")),
                                PEM));
    }

    static List<List<String>> two_sources_exclude_each_other() {
        List<String> first =
                List.of(
                        P12 + ".path=a",
                        JKS + ".alias-password=a",
                        OTHER + ".type=a",
                        PEM + ".key=a",
                        "wss.tls.self-signed=true");
        return first.stream()
                .flatMap(
                        a ->
                                first.stream()
                                        .filter(b -> first.indexOf(a) < first.indexOf(b))
                                        .map(b -> List.of(a, b)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void two_sources_exclude_each_other(List<String> lines) {
        String one = lines.get(0).substring(0, lines.get(0).indexOf('='));
        String other = lines.get(1).substring(0, lines.get(1).indexOf('='));
        assertThat(messages(read(lines.toArray(String[]::new))))
                .singleElement()
                .asString()
                .startsWith(other)
                .contains(": excludes " + one)
                .endsWith("; remove the one or the other");
    }

    @Test
    void three_sources_are_two_problems() {
        assertThat(messages(readWithKeyStore(JKS + ".path=a", PEM + ".cert=b")))
                .satisfiesExactly(
                        jks -> assertThat(jks).startsWith(JKS + ".path=a").contains(P12),
                        pem -> assertThat(pem).startsWith(PEM + ".cert=b").contains(P12));
    }

    @ParameterizedTest
    @CsvSource({
        JKS + ".password, " + JKS + ".path",
        JKS + ".alias, " + JKS + ".path",
        OTHER + ".path, " + OTHER + ".type",
        OTHER + ".provider, " + OTHER + ".type",
        OTHER + ".alias-password, " + OTHER + ".type",
        PEM + ".key, " + PEM + ".cert",
        PEM + ".password, " + PEM + ".cert"
    })
    void the_rest_of_a_source_means_nothing_without_its_main_key(String key, String main) {
        assertThat(messages(read(key + "=x")))
                .singleElement()
                .asString()
                .startsWith(key)
                .contains(": has no effect without " + main + "; set that, too");
    }

    @ParameterizedTest
    @CsvSource({
        JKS + ".path, " + JKS + ".password: missing; a JKS key store needs its password",
        PEM + ".cert, " + PEM + ".key: missing; a certificate needs its private key"
    })
    void what_the_main_key_needs_is_asked_for(String key, String message) {
        assertThat(messages(read(key + "=x")))
                .singleElement()
                .asString()
                .startsWith(message)
                .contains(key + "=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:", "classpath:/", "my key: -----BEGIN PRIVATE KEY-----"})
    void a_location_that_is_none_is_refused(String value) {
        assertThat(messages(read(PEM + ".cert=a.pem", PEM + ".key=" + value)))
                .singleElement()
                .asString()
                .startsWith(PEM + ".key")
                .contains(": must ");
    }

    private static KeySource source(String... lines) {
        Reading reading = read(lines);
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).tls().certificates().sources().get(0);
    }
}
