package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateParsingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/chat",
                "/chat/",
                "/chat/{room}",
                "/{tenant}/chat/{room}",
                "/a;b=1/~c/$d",
                "/{room_1}",
                "/{room.name}",
                "/caf\u00e9"
            })
    void a_template_is_literals_and_whole_segment_variables(String template) {
        assertThat(PathTemplate.parse(template)).hasToString(template);
    }

    /** Jakarta WebSocket 2.1 section 3.1.1 has the rules (D-8, D-9). */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '"',
            value = {
                "\"\" -> must begin with '/'",
                "chat -> must begin with '/'",
                "{room} -> must begin with '/'",
                "/chat/{room}.json -> a variable must be a whole segment, as in /chat/{room}",
                "/chat/a{room} -> 'a{room}' is not",
                "/{a}{b} -> must be a whole segment",
                "/{} -> must be a whole segment",
                "/{a b} -> must be a whole segment",
                "/{+path} -> must be a whole segment",
                "/{a -> must be a whole segment",
                "/a} -> must be a whole segment",
                "/{a/b} -> must be a whole segment",
                "/{a}/b/{a} -> the variable {a} stands in it twice",
                "/chat?x=1 -> no query and no fragment",
                "/chat#top -> no query and no fragment",
                "/a%20b -> not percent-encoded",
                "/{room}/%C3%A9 -> not percent-encoded",
                "/./chat -> no dot segments",
                "/chat/.. -> no dot segments",
                "//chat -> no empty segment",
                "/chat//{room} -> no empty segment",
                "/chat// -> no empty segment"
            })
    void a_template_that_breaks_a_rule_is_refused_with_that_rule(String template, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.parse(template))
                .withMessageContaining(rule);
    }
}
