package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTextTest {

    private static final String CANARY = "canary";

    @Test
    void its_characters_are_there_until_it_is_closed() throws Exception {
        char[] characters;
        try (SecretText text = SecretText.of(Secret.of(CANARY))) {
            characters = text.characters();
            assertThat(characters).isEqualTo(CANARY.toCharArray());
            assertThat(text).asString().doesNotContain(CANARY);
        }
        assertThat(characters).containsOnly('\0').hasSize(CANARY.length());
    }

    @Test
    void bytes_are_wiped_as_soon_as_they_are_characters() {
        byte[] bytes = {'a', (byte) 0xE9};
        try (SecretText text = SecretText.ofLatin1(bytes)) {
            assertThat(text.characters()).containsExactly('a', '\u00E9');
        }
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void there_may_be_none() throws Exception {
        try (SecretText none = SecretText.of(Optional.empty())) {
            assertThat(none.orNull()).isNull();
        }
    }
}
