package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.PASSWORD;
import static io.postern.internal.config.Readers.PATH;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.read;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourceReaderTest {

    private static final String P12 = "wss.tls.key-store.p12";

    @Test
    void a_self_signed_certificate_is_kept_in_the_home_directory() {
        Reading reading = read("wss.tls.self-signed=true");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listener().orElseThrow().tls().keySource())
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
                                + " or, for development only, set wss.tls.self-signed=true");
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
}
