package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String CANARY = "S3CR3T-c4n4ry";

    @Test
    void its_text_is_revealed_as_a_copy() {
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
}
