package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketKeyTest {

    private static final String SAMPLE = "dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void the_sample_of_rfc_6455_section_1_3_has_the_answer_given_there() {
        assertThat(WebSocketKey.accept(SAMPLE)).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void sixteen_bytes_in_base64_are_valid() {
        assertThat(WebSocketKey.isValid(List.of(SAMPLE))).isTrue();
        assertThat(WebSocketKey.isValid(List.of("AAAAAAAAAAAAAAAAAAAAAA=="))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZQ=",
                "dGhlIHNhbXBsZSBub25j",
                "dGhlIHNhbXBsZSBub25jZQE=",
                "dGhlIHNhbXBsZSBub25jZQEB",
                "dGhlIHNhbXBsZSBub25jZSBsb25nZXI=",
                "dGhlIHNhbXBsZSBub25j Q==",
                "dGhlIHNhbXBsZSBub25j-_==",
                "========================",
                "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ=="
            })
    void anything_else_is_not(String value) {
        assertThat(WebSocketKey.isValid(List.of(value))).isFalse();
    }

    @Test
    void no_value_or_two_values_are_not() {
        assertThat(WebSocketKey.isValid(List.of())).isFalse();
        assertThat(WebSocketKey.isValid(List.of(SAMPLE, SAMPLE))).isFalse();
    }
}
