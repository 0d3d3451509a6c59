package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2.1.3 and the Javadoc of {@code MessageHandler}. */
@Deploys({HandlerEndpoints.class, Coders.class})
abstract class HandlerConformance extends Conformance {

    /** J-5, J-53. */
    @ParameterizedTest
    @ValueSource(strings = {"string", "reader", "decoded"})
    void a_handler_takes_whole_texts_in_any_form(String form) throws Exception {
        Client client = connect("/handlers/" + form);

        assertThat(client.ask("hello")).isEqualTo(form + " hello");
        assertThat(client.part("he", false).part("llo", true).next()).isEqualTo(form + " hello");
    }

    /** J-5, J-53. */
    @ParameterizedTest
    @ValueSource(strings = {"bytes", "buffer", "stream"})
    void a_handler_takes_whole_binary_messages_in_any_form(String form) throws Exception {
        Client client = connect("/handlers/" + form);

        assertThat(client.send(new byte[] {1, 2}).next()).isEqualTo(form + " 0102");
        assertThat(client.part(new byte[] {1}, false).part(new byte[] {2}, true).next())
                .isEqualTo(form + " 0102");
    }

    /** WSC-2.2.5-2, J-56. */
    @Test
    void a_handler_takes_pongs() throws Exception {
        assertThat(connect("/handlers/pong").pong("a").next()).isEqualTo("pong 61");
    }

    /** J-54, WSC-5.1.5. */
    @Test
    void a_partial_handler_takes_texts_in_parts() throws Exception {
        Client client = connect("/handlers/partial-string");

        assertThat(client.part("one", false).next()).isEqualTo("part one false");
        assertThat(client.part("two", true).next()).isEqualTo("part two true");
        assertThat(client.ask("whole")).isEqualTo("part whole true");
    }

    /** J-54, WSC-5.1.5. */
    @ParameterizedTest
    @ValueSource(strings = {"partial-bytes", "partial-buffer"})
    void a_partial_handler_takes_bytes_in_parts(String form) throws Exception {
        Client client = connect("/handlers/" + form);

        assertThat(client.part(new byte[] {1}, false).next()).isEqualTo("part 01 false");
        assertThat(client.part(new byte[] {2}, true).next()).isEqualTo("part 02 true");
        assertThat(client.send(new byte[] {3}).next()).isEqualTo("part 03 true");
    }

    /** WSC-2.1.3-1, J-6. */
    @Test
    void a_session_has_one_handler_for_each_kind() throws Exception {
        assertThat(ask("/handler-rules", "one of each")).isEqualTo("nothing nothing 3");
    }

    /** WSC-2.1.3-2, J-5, J-6, J-7. */
    @Test
    void a_second_handler_for_a_kind_is_refused() throws Exception {
        assertThat(ask("/handler-rules", "second").split(" "))
                .hasSize(4)
                .containsOnly("IllegalStateException");
    }

    /** D-3, J-53, J-54. */
    @ParameterizedTest
    @ValueSource(strings = {"untyped", "unknown type", "partial decoded"})
    void a_handler_for_no_type_of_message_is_refused(String rule) throws Exception {
        assertThat(ask("/handler-rules", rule)).isNotEqualTo("nothing");
    }

    /** J-8. */
    @Test
    void the_set_of_handlers_cannot_be_changed() throws Exception {
        assertThat(ask("/handler-rules", "set")).isEqualTo("UnsupportedOperationException 1");
    }

    /** D-2, J-8, J-9. */
    @Test
    void a_handler_gets_all_of_the_message_it_was_chosen_for() throws Exception {
        Client client = connect("/handler-changes");

        assertThat(client.part("one", false).next())
                .isEqualTo("old got one false, handlers before 1");
        assertThat(client.part("two", true).next())
                .isEqualTo("old got two true, handlers before 1");
        assertThat(client.ask("three")).isEqualTo("new got three");
    }
}
