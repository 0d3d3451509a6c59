package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateMatchingTest {

    /** WSC-3.1.1-1. */
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/chat, /chat",
        "/chat/, /chat/",
        "/chat/{room}, /chat/lobby",
        "/{a}/{b}, /1/2",
    })
    void a_path_of_the_same_segments_matches(String template, String path) {
        assertThat(PathTemplate.parse(template).match(segments(path))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "/chat, /Chat",
        "/chat, /chat/",
        "/chat/, /chat",
        "/chat, /chat;x=1",
        "/chat, //chat",
        "/chat, /",
        "/, //",
        "/chat/{room}, /chat",
        "/chat/{room}, /chat/",
        "/chat/{room}, /chat/a/",
        "/chat/{room}, /chat/a/b",
        "/{a}, /"
    })
    void case_slashes_and_empty_segments_are_significant(String template, String path) {
        assertThat(PathTemplate.parse(template).match(segments(path))).isEmpty();
    }

    @Test
    void variables_take_whole_decoded_segments() {
        assertThat(PathTemplate.parse("/{a}/x/{b}").match(List.of("1/2", "x", "J\u00fcrgen {b}")))
                .contains(Map.of("a", "1/2", "b", "J\u00fcrgen {b}"));
    }

    @Test
    void a_literal_is_no_pattern() {
        assertThat(PathTemplate.parse("/a.c").match(List.of("abc"))).isEmpty();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
