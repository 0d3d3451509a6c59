package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    private static final String CANARY = "S3CR3T-c4n4ry";
    private static final String KEY = "wss.tls.key-store.p12.password";

    @Test
    void its_text_is_revealed_as_a_copy() throws Exception {
        Secret secret = Secret.of(CANARY);
        secret.reveal()[0] = 'X';
        assertThat(secret.reveal()).isEqualTo(CANARY.toCharArray());
    }

    @Test
    void it_never_prints_its_text_alone_or_in_a_record() {
        Secret secret = Secret.of(CANARY);
        KeyStoreConfig store =
                KeyStoreConfig.pkcs12(
                        Path.of("tls.p12"),
                        secret,
                        new KeyEntry(Optional.of("a"), Optional.of(secret)),
                        "p12");
        assertThat(secret).hasToString("Secret[redacted]");
        assertThat(store.toString()).doesNotContain(CANARY).contains("tls.p12", "redacted");
    }

    @Test
    void secrets_are_equal_by_their_text_and_their_hash_tells_nothing() {
        assertThat(Secret.of(CANARY)).isEqualTo(Secret.of(CANARY)).isNotEqualTo(Secret.of("x"));
        assertThat(Secret.of("é"))
                .isNotEqualTo(Secret.of("e"))
                .isNotEqualTo("é")
                .isNotEqualTo(null);
        assertThat(Secret.of(CANARY)).hasSameHashCodeAs(Secret.of("x"));
    }

    @Test
    void it_cannot_be_serialised() {
        assertThat(Secret.of(CANARY)).isNotInstanceOf(Serializable.class);
    }

    @Test
    void it_is_read_anew_each_time_and_holds_no_value() throws Exception {
        Map<String, String> values = new HashMap<>(Map.of(KEY, CANARY));
        Secret secret = secret(values);
        assertThat(secret).isEqualTo(Secret.of(CANARY));
        values.put(KEY, " rotated ");
        assertThat(secret.reveal()).isEqualTo(" rotated ".toCharArray());
        assertThat(secret).isEqualTo(Secret.of(" rotated ")).isNotEqualTo(Secret.of(CANARY));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {CANARY + "${x}"})
    void a_value_that_has_gone_is_missed_under_its_key(String value) {
        Map<String, String> values = new HashMap<>();
        Secret secret = secret(values);
        values.put(KEY, value);
        assertThatThrownBy(secret::reveal)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(
                        KEY
                                + " had a value when the application started and has none now. Set"
                                + " it again.")
                .hasNoCause();
        assertThat(secret).isNotEqualTo(secret(values));
    }

    @Test
    void a_configuration_that_fails_is_told_by_its_kind_alone() {
        Secret secret =
                new Secret(
                        KEY,
                        name -> {
                            throw new IllegalStateException("closed, with " + CANARY);
                        });
        assertThatThrownBy(secret::reveal)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageStartingWith(KEY + " cannot be asked for any longer")
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    private static Secret secret(Map<String, String> values) {
        return new Secret(KEY, name -> setting(name, values.get(name)));
    }

    private static Setting setting(String name, @Nullable String raw) {
        String value = raw != null && raw.contains("${") ? null : raw;
        return new Setting(name, value, raw, "test");
    }
}
