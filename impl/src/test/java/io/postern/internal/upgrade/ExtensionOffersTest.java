package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Extension;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 section 9.1. */
class ExtensionOffersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | a",
                "a, b,c | a / b / c",
                "a; p | a; p",
                "a;p=1;q=xyz | a; p=1; q=xyz",
                "a ; p = 1 | a; p=1",
                "a; p=\"1\" | a; p=1",
                "a; p=\"\\x\\y\" | a; p=xy",
                "a; p=1, a; p=2, a | a; p=1 / a; p=2 / a",
                "', ,a,,b,' | a / b",
                "permessage-deflate; client_max_window_bits |"
                        + "permessage-deflate; client_max_window_bits",
            })
    void a_list_is_taken_apart_in_order(String header, String parsed) {
        assertThat(parsed(header)).isEqualTo(parsed);
    }

    /** J-104. */
    @Test
    void a_parameter_without_value_has_an_empty_one() {
        List<Extension> offers = ExtensionOffers.parse(List.of("a; flag"));
        assertThat(offers.get(0).getParameters().get(0).getName()).isEqualTo("flag");
        assertThat(offers.get(0).getParameters().get(0).getValue()).isEmpty();
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(ExtensionOffers.parse(List.of("a, b", "", "c")).stream().map(Extension::getName))
                .containsExactly("a", "b", "c");
        assertThat(ExtensionOffers.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "a;",
                "a; ;p",
                "a; p=",
                "a; p=\"",
                "a; p=\"\"",
                "a; p=\"x y\"",
                "a; p=\"x\"y",
                "a b",
                "a; p q",
                "a; p=1 2",
                "=",
                "a=1",
                "\"a\"",
                "a/b",
                "a; p=(1)",
                "a; \u00e4",
                ",,,;;;",
                "a; p==1",
                "a; =1"
            })
    void what_the_grammar_does_not_know_is_malformed(String header) {
        assertThatThrownBy(() -> ExtensionOffers.parse(List.of(header)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a list of extensions");
    }

    @Test
    void a_long_header_needs_no_deep_stack() {
        int size = 200_000;
        assertThat(ExtensionOffers.parse(List.of(",".repeat(size)))).isEmpty();
        assertThat(ExtensionOffers.parse(List.of("a,".repeat(size)))).hasSize(size);
        assertThat(ExtensionOffers.parse(List.of("a" + ";p=1".repeat(size)))).hasSize(1);
        assertThat(ExtensionOffers.parse(List.of("a;p=\"" + "\\x".repeat(size) + "\""))).hasSize(1);
    }

    private static String parsed(String header) {
        return ExtensionOffers.parse(List.of(header)).stream()
                .map(Object::toString)
                .collect(Collectors.joining(" / "));
    }
}
