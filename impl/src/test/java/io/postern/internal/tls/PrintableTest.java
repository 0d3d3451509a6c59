package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrintableTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("/etc/chat/tls.p12", "/etc/chat/tls.p12"),
                arguments("Schlüssel 鍵", "Schlüssel 鍵"),
                arguments("a\r\nb", "a\\u000d\\u000ab"),
                arguments("\033[31mred", "\\u001b[31mred"),
                arguments("\0", "\\u0000"),
                arguments("left\u202Eright", "left\\u202eright"),
                arguments("a\u2028b", "a\\u2028b"),
                arguments("half \uD83D pair", "half \\ud83d pair"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_could_forge_a_line_is_escaped(String text, String printed) {
        assertThat(Printable.of(text)).isEqualTo(printed);
    }

    @Test
    void long_text_is_cut() {
        assertThat(Printable.of("a".repeat(5000))).hasSize(4003).endsWith("a...");
    }

    @Test
    void lists_are_sorted_and_end_somewhere() {
        List<String> many = IntStream.range(10, 32).mapToObj(String::valueOf).toList();

        assertThat(Printable.list(List.of())).isEqualTo("none");
        assertThat(Printable.list(List.of("b", "a"))).isEqualTo("'a', 'b'");
        assertThat(Printable.list(many)).endsWith("'28', '29' and 2 more");
    }
}
