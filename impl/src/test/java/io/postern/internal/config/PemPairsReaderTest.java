package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemPairsReaderTest {

    private static final String PEM = "wss.tls.key-store.pem.";

    @Test
    void pairs_are_sources_in_the_order_of_their_numbers() {
        Reading reading =
                read(
                        PEM + "2.cert=b.pem",
                        PEM + "2.key=b.key",
                        PEM + "2.password=p",
                        PEM + "1.cert=classpath:a.pem",
                        PEM + "1.key=a.key");
        assertThat(reading.problems()).isEmpty();
        assertThat(sources(reading))
                .containsExactly(
                        new PemConfig(
                                new PemLocation.InClassPath("a.pem"),
                                file("a.key"),
                                Optional.empty(),
                                "wss.tls.key-store.pem.1"),
                        new PemConfig(
                                file("b.pem"),
                                file("b.key"),
                                Optional.of(Secret.of("p")),
                                "wss.tls.key-store.pem.2"));
    }

    @Test
    void pairs_may_be_set_by_environment_variables() {
        Map<String, String> environment =
                Map.of(
                        "WSS_TLS_KEY_STORE_PEM_1_CERT", "a.pem",
                        "WSS_TLS_KEY_STORE_PEM_1_KEY", "a.key",
                        "WSS_TLS_KEY_STORE_PEM_2_KEY", "b.key");
        Reading reading = Readers.reader(environment, PEM + "2.cert=b.pem").read();
        assertThat(reading.problems()).isEmpty();
        assertThat(sources(reading)).hasSize(2);
    }

    @Test
    void pairs_are_found_where_the_source_does_not_list_its_names() {
        Map<String, String> properties = Readers.properties(lines(3));
        KeyValues values =
                new KeyValues(
                        new DefaultLookup(
                                name -> new Setting(name, properties.get(name), null, "silent"),
                                List::of));
        assertThat(new KeySourceReader(values, "", Optional.empty()).read().orElseThrow())
                .hasSize(3);
        assertThat(values.problems()).isEmpty();
    }

    @Test
    void there_may_be_64_pairs_and_no_more() {
        assertThat(sources(read(lines(64)))).hasSize(64);
        assertThat(messages(read(lines(66))))
                .containsExactly(
                        PEM
                                + "65.cert=a.pem (from "
                                + FILE
                                + "): is beyond the 64 pairs that are possible; remove it",
                        PEM
                                + "66.cert=a.pem (from "
                                + FILE
                                + "): is beyond the 64 pairs that are possible; remove it");
    }

    @Test
    void a_number_behind_a_gap_is_refused_with_the_key_that_is_missing() {
        String[] lines =
                Stream.concat(Stream.of(lines(1)), Stream.of(PEM + "3.cert=c.pem"))
                        .toArray(String[]::new);
        assertThat(messages(read(lines)))
                .containsExactly(
                        PEM
                                + "3.cert=c.pem (from "
                                + FILE
                                + "): has no effect without wss.tls.key-store.pem.2.cert: pairs are"
                                + " numbered from 1 without a gap; set that, too, or change this"
                                + " number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cert", "key", "password"})
    void pairs_that_do_not_begin_with_1_are_behind_a_gap(String part) {
        assertThat(messages(read(PEM + "2." + part + "=x")))
                .singleElement()
                .asString()
                .startsWith(PEM + "2." + part)
                .contains(": has no effect without wss.tls.key-store.pem.1.cert: pairs are");
    }

    @Test
    void a_variable_behind_a_gap_is_refused_under_the_name_of_its_key() {
        Map<String, String> environment = Map.of("WSS_TLS_KEY_STORE_PEM_4_CERT", "d.pem");
        assertThat(messages(Readers.reader(environment, lines(2)).read()))
                .singleElement()
                .asString()
                .startsWith(PEM + "4.cert=d.pem (from EnvConfigSource): has no effect without")
                .contains(PEM + "3.cert");
    }

    @ParameterizedTest
    @CsvSource({
        "2.key, '2.cert; set that, too, or remove this'",
        "2.password, '2.cert; set that, too, or remove this'"
    })
    void the_rest_of_a_pair_means_nothing_without_its_certificate(String key, String cure) {
        String[] lines =
                Stream.concat(Stream.of(lines(1)), Stream.of(PEM + key + "=x"))
                        .toArray(String[]::new);
        assertThat(messages(read(lines)))
                .singleElement()
                .asString()
                .startsWith(PEM + key)
                .endsWith(": has no effect without " + PEM + cure);
    }

    @Test
    void each_pair_needs_its_key() {
        assertThat(messages(read(PEM + "1.cert=a.pem", PEM + "2.cert=b.pem")))
                .containsExactly(
                        PEM
                                + "1.key: missing; a certificate needs its private key, and "
                                + PEM
                                + "1.cert=a.pem (from "
                                + FILE
                                + ") is set",
                        PEM
                                + "2.key: missing; a certificate needs its private key, and "
                                + PEM
                                + "2.cert=b.pem (from "
                                + FILE
                                + ") is set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.tls.key-store.pem.cert=x",
                "wss.tls.key-store.pem.key=x",
                "wss.tls.key-store.p12.path=x",
                "wss.tls.key-store.jks.password=x",
                "wss.tls.key-store.other.type=x"
            })
    void pairs_exclude_every_other_key_store(String other) {
        String[] lines =
                Stream.concat(Stream.of(other), Stream.of(lines(2))).toArray(String[]::new);
        assertThat(messages(read(lines)))
                .singleElement()
                .asString()
                .startsWith(PEM + "1.cert=a.pem (from " + FILE + "): excludes ")
                .contains(other.substring(0, other.indexOf('=')))
                .endsWith("; remove the one or the other");
    }

    @Test
    void pairs_exclude_a_self_signed_certificate_also_behind_a_gap() {
        assertThat(messages(read("wss.tls.self-signed=true", PEM + "5.cert=e.pem")))
                .singleElement()
                .asString()
                .startsWith("wss.tls.self-signed=true")
                .contains(": excludes " + PEM + "5.cert=e.pem");
    }

    @Test
    void an_unusable_value_is_named_with_its_numbered_key() {
        assertThat(messages(read(PEM + "1.cert=classpath:", PEM + "1.key=a.key")))
                .containsExactly(
                        PEM
                                + "1.cert=classpath: (from "
                                + FILE
                                + "): must name a resource after classpath:");
        assertThat(messages(read(PEM + "1.cert=${MISSING}", PEM + "1.key=a.key")))
                .singleElement()
                .asString()
                .startsWith(PEM + "1.cert=${MISSING} (from " + FILE + "): cannot be resolved");
    }

    @Test
    void numbered_keys_are_known_to_a_disabled_listener() {
        assertThat(read("wss.enabled=false", PEM + "1.cert=a.pem").problems()).isEmpty();
    }

    private static String[] lines(int pairs) {
        return IntStream.rangeClosed(1, pairs)
                .mapToObj(n -> Stream.of(PEM + n + ".cert=a.pem", PEM + n + ".key=a.key"))
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }

    private static List<KeySource> sources(Reading reading) {
        return reading.listeners().get(0).tls().certificates().sources();
    }

    private static PemLocation file(String name) {
        return new PemLocation.InFile(Path.of(name));
    }
}
