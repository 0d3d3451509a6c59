package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "/ -> ",
                "/chat -> chat",
                "/chat/ -> chat,",
                "//chat -> ,chat",
                "/a/b/c -> a,b,c",
                "/a?b/c -> a",
                "/J%C3%BCrgen -> J\u00fcrgen",
                "/a%20b -> a b",
                "/a%2Fb/c -> a/b,c",
                "/a%2fb -> a/b",
                "/a+b -> a+b",
                "/a;b=1 -> a;b=1",
                "/%2541 -> %41",
                "/... -> ...",
                "/.a -> .a"
            })
    void a_path_is_split_first_and_decoded_then(String target, String segments) {
        assertThat(RequestTarget.parse("localhost", target).segments())
                .isEqualTo(List.of((segments == null ? "" : segments).split(",", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "[", "]", "{", "}", "^", "`", "\"", "<", ">", "\\"})
    void a_character_that_browsers_leave_raw_is_taken_as_itself(String raw) {
        RequestTarget target = RequestTarget.parse("localhost", "/a" + raw + "?q=" + raw);
        assertThat(target.segments()).containsExactly("a" + raw);
        assertThat(target.parameters()).isEqualTo(Map.of("q", List.of(raw)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "chat",
                "http://localhost/chat",
                "wss://localhost/chat",
                "localhost:443",
                "/chat#top",
                "/a b",
                "/a\tb",
                "/a\u0000b",
                "/a\u007f",
                "/caf\u00e9",
                "/100%",
                "/%4",
                "/%zz",
                "/?%zz",
                "/%ff",
                "/%C3",
                "/%C0%AF",
                "/%ED%A0%80",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/%2e%2E/b",
                "/%2e",
                "/.%2e/b"
            })
    void a_target_that_is_ambiguous_or_malformed_is_refused(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestTarget.parse("localhost", target));
    }

    @Test
    void the_uri_is_absolute_and_has_the_scheme_wss() {
        assertThat(RequestTarget.parse("chat.example:8444", "/a%20b?x=%26").uri())
                .hasToString("wss://chat.example:8444/a%20b?x=%26");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "a=1&b=2 -> {a=[1], b=[2]}",
                "a=1&a=2 -> {a=[1, 2]}",
                "a=1;b=2 -> {a=[1;b=2]}",
                "a=x%20y+z -> {a=[x y z]}",
                "a -> {a=[]}",
                "a=b=c -> {a=[b=c]}"
            })
    void the_query_becomes_parameters(String query, String parameters) {
        assertThat(RequestTarget.parse("localhost", "/?" + query).parameters())
                .hasToString(parameters);
    }

    @Test
    void without_a_query_there_are_no_parameters() {
        assertThat(RequestTarget.parse("localhost", "/a").parameters()).isEmpty();
    }
}
