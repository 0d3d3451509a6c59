package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 2.1.2 and the Javadoc of {@code Session}. */
@Deploys(SessionEndpoints.class)
abstract class SessionConformance extends Conformance {

    private static final String TARGET = "/session/a%20b?b=2&a=1&b=%26&c";

    /** J-10, J-11, J-12, J-13, J-14, J-24, J-25, J-26, J-28. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query | b=2&a=1&b=%26&c",
                "parameters | {a=[1], b=[2, &], c=[]}",
                "path | {x=a b}",
                "version | 13",
                "subprotocol | chat",
                "extensions | []",
                "secure | true",
                "open | true",
                "principal | null",
                "handlers | []"
            })
    void a_session_tells_of_its_handshake_and_state(String property, String value)
            throws Exception {
        Client client = connect(TARGET, handshake -> handshake.subprotocols("chat"));

        assertThat(client.ask(property)).isEqualTo(value);
    }

    /** J-23. */
    @Test
    void the_request_uri_is_complete() throws Exception {
        assertThat(ask(TARGET, "uri")).isEqualTo(uri(TARGET).toString());
    }

    /** J-25. */
    @Test
    void without_a_query_there_is_no_query_string() throws Exception {
        assertThat(ask("/session/a", "query")).isEqualTo("null");
        assertThat(ask("/session/a", "parameters")).isEqualTo("{}");
    }

    /** J-8, J-24, J-26. */
    @Test
    void what_the_session_tells_cannot_be_changed() throws Exception {
        assertThat(ask(TARGET, "changes").split(" "))
                .hasSize(3)
                .containsOnly("UnsupportedOperationException");
    }

    /** J-29. */
    @Test
    void the_open_sessions_are_those_of_the_endpoint() throws Exception {
        Client a = connect("/open-sessions/a");
        Client b = connect("/open-sessions/b");
        connect("/session/other").ask("open");
        assertThat(a.ask("who?")).isEqualTo("a b");

        assertThat(a.ask("tell all")).isEqualTo("tell all");
        assertThat(b.next()).isEqualTo("tell all");
        assertThat(a.next()).isEqualTo("a b");

        b.close(1000, "");
        await().untilAsserted(() -> assertThat(a.ask("who?")).isEqualTo("a"));
    }

    /** J-27, D-1, D-10. */
    @Test
    void user_properties_belong_to_the_session() throws Exception {
        Client first = connect("/user-properties");
        Client second = connect("/user-properties");
        assertThat(first.ask("session own 1")).isEqualTo("was null");
        assertThat(first.ask("config own 2")).startsWith("was ");

        assertThat(second.ask("session own")).isEqualTo("is null");
        assertThat(second.ask("config own")).isEqualTo("is null");
        assertThat(connect("/user-properties").ask("config own")).isEqualTo("is null");
    }

    /** J-15, J-93, J-94, J-95. */
    @Test
    void limits_begin_with_the_defaults_of_the_container() throws Exception {
        assertThat(ask("/session-limits", "defaults")).isEqualTo("true true true true");
    }

    /** J-15, D-5, WSC-2.1.5-1. */
    @Test
    void an_idle_session_is_closed_and_its_endpoint_is_told_1006() throws Exception {
        Client client = connect("/session-limits");
        assertThat(client.ask("0")).isEqualTo("idle 0");
        assertThat(client.ask("300")).isEqualTo("idle 300");

        assertThat(client.next()).startsWith("closed ");
        assertThat(ask("/session-limits/closed", "?")).isEqualTo("1006");
    }

    /** WSC-2.1.7-1, J-4. */
    @Test
    void all_sessions_of_an_application_have_one_container() throws Exception {
        assertThat(ask("/container/a", "?")).isEqualTo(ask("/container/b", "?"));
    }

    /** J-1, J-14, J-67, WSC-2.1.2-2. */
    @Test
    void in_its_last_callback_a_session_can_be_read_and_after_it_only_closed() throws Exception {
        connect("/left-behind/a").close(1000, "");
        Client finder = connect("/left-behind-found");

        assertThat(finder.ask("leaving"))
                .isEqualTo("nothing nothing nothing nothing nothing nothing open false");
        await().untilAsserted(
                        () ->
                                assertThat(finder.ask("use").split(" "))
                                        .hasSize(21)
                                        .containsOnly("IllegalStateException"));
    }

    /** J-2. */
    @Test
    void closing_a_closed_session_has_no_effect() throws Exception {
        connect("/left-behind/b").close(1000, "");

        assertThat(ask("/left-behind-found", "close")).isEqualTo("nothing nothing");
    }
}
