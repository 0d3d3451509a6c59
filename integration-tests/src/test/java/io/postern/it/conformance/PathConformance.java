package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 3.1.1, 4.1.1 and 4.3: which endpoint a path leads to, and what it takes from it. */
@Deploys(PathEndpoints.class)
abstract class PathConformance extends Conformance {

    /** WSC-3.1.1-1, WSC-3.1.1-3, WSC-4.1.1-2; the examples of section 3.1.1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/paths/b/c | /paths/b/c",
                "/paths/d/c | /paths/{x}/c with x=d",
                "/paths/x/y | /paths/{x}/{y} with x=x, y=y",
                "/paths/b/y | /paths/{x}/{y} with x=b, y=y",
                "/left/b/d | /left/b/{y}",
                "/left/a/d | /left/{x}/d",
                "/trailing/ | /trailing/"
            })
    void a_path_leads_to_the_endpoint_that_matches_best_from_the_left(String path, String served)
            throws Exception {
        assertThat(ask(path, "who?")).isEqualTo(served);
    }

    /** WSC-3.1.1-1, WSC-3.1.1-4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/paths",
                "/paths/b",
                "/paths/b/c/d",
                "/paths/b/c/",
                "/paths/b/",
                "/paths//c",
                "/Paths/b/c",
                "/left/c/c",
                "/trailing",
                "/"
            })
    void a_path_that_no_endpoint_matches_is_not_upgraded(String path) throws Exception {
        assertThat(upgrade(path)).startsWith("HTTP/1.1 404 ");
    }

    /** WSC-3.1.1-1: RFC 3986 section 6.2.2, percent-encoding of unreserved characters. */
    @Test
    void a_path_is_compared_in_its_normal_form() throws Exception {
        assertThat(ask("/%70aths/%62/c", "who?")).isEqualTo("/paths/b/c");
    }

    /** WSC-4.3-3, WSC-4.3-4. */
    @Test
    void a_variable_reaches_all_methods() throws Exception {
        Client client = connect("/everywhere/Ada");

        assertThat(client.next()).isEqualTo("open Ada");
        assertThat(client.ask("hello")).isEqualTo("message Ada");
        assertThat(client.ask("fail")).isEqualTo("error Ada");
        client.close(1000, "");
        await().untilAsserted(() -> assertThat(notes()).contains("everywhere closed Ada"));
    }

    /** WSC-4.3-4. */
    @Test
    void a_variable_is_percent_decoded() throws Exception {
        assertThat(connect("/everywhere/Zo%C3%AB%20B%2FC+D").next()).isEqualTo("open Zoë B/C+D");
    }

    /** J-26. */
    @Test
    void the_session_has_all_variables() throws Exception {
        assertThat(ask("/session-parameters/1/%C3%A4", "")).isEqualTo("{a=1, b=ä}");
    }

    /** WSC-4.3-5. */
    @ParameterizedTest
    @ValueSource(strings = {"/primitives", "/boxes"})
    void a_variable_becomes_any_primitive_or_box(String path) throws Exception {
        assertThat(ask(path + "/true/x/-128/32767/-5/9223372036854775807/1.5/2.5E10", ""))
                .isEqualTo("true x -128 32767 -5 9223372036854775807 1.5 2.5E10");
    }

    /** D-13. */
    @Test
    void a_variable_that_the_path_lacks_is_null() throws Exception {
        assertThat(ask("/unknown/a", "")).isEqualTo("null null");
    }

    /** WSC-4.3-6. */
    @ParameterizedTest
    @ValueSource(strings = {"seven", "2147483648", "7.5"})
    void a_segment_that_does_not_convert_is_a_decode_exception_with_the_segment(String segment)
            throws Exception {
        Client client = connect("/number/" + segment);

        assertThat(client.ask("")).isEqualTo("undecodable " + segment);
        assertThat(client.ask("")).isEqualTo("undecodable " + segment);
    }
}
