package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 2.2.4, 4.6 and 5.2: who is told of errors, and that they do no more harm. */
@Deploys(ErrorEndpoints.class)
abstract class ErrorConformance extends Conformance {

    /** WSC-5.2.2-1, WSC-5.2.2-2, WSC-4.6-1, WSC-4.6-2. */
    @ParameterizedTest
    @CsvSource({
        "checked, java.io.IOException: a checked one",
        "unchecked, java.lang.IllegalStateException: an unchecked one",
        "error, java.lang.AssertionError: an error"
    })
    void what_a_method_throws_goes_to_on_error_as_it_is_and_the_connection_lives_on(
            String how, String error) throws Exception {
        Client client = connect("/errors/told/a");

        assertThat(client.ask(how)).isEqualTo(error + ", same session true");
        assertThat(client.ask("nothing")).isEqualTo("done nothing");
    }

    /** WSC-5.2.2-1, WSC-5.2.2-3. */
    @Test
    void an_error_of_which_nobody_is_told_is_logged() throws Exception {
        assertThat(connect("/errors/untold").send("log unheard-of").ask("nothing"))
                .isEqualTo("done nothing");

        assertLogged(ErrorEndpoints.Untold.class.getName(), "java.io.IOException: log unheard-of");
    }

    /** WSC-5.2.2-4. */
    @Test
    void an_error_of_on_error_is_logged_and_not_told_again() throws Exception {
        assertThat(connect("/errors/twice").send("log it").ask("how often?")).isEqualTo("told 1");

        assertLogged(
                ErrorEndpoints.Twice.class.getName(),
                "second failure after first failure of log it");
    }

    /** WSC-5.2.2-2, WSC-2.2.4-1. */
    @Test
    void an_endpoint_that_cannot_open_is_told_and_closed_and_gets_no_message() throws Exception {
        try (RawClient client = connectRaw("/errors/opening/door")) {
            client.send(Frame.text("too late"));
            assertThat(client.readClose().closeCode()).isEqualTo(1011);
        }

        await().untilAsserted(() -> assertThat(notes()).contains("door closed"));
        assertThat(notes())
                .contains("door got java.io.IOException: cannot open door")
                .doesNotContain("opening got too late");
    }

    /** WSC-2.2.4-1, WSC-5.2.3-1, WSC-2.1.5-1. */
    @Test
    void a_violation_of_the_protocol_is_told_to_both_sides() throws Exception {
        try (RawClient client = connectRaw("/errors/told/violated")) {
            client.send(Frame.of(Frame.CONTINUATION, "of nothing"));
            assertThat(client.readClose().closeCode()).isEqualTo(1002);
        }

        await().untilAsserted(() -> assertThat(notes()).contains("violated closed 1002"));
        assertThat(notes()).anyMatch(note -> note.startsWith("violated failed with "));
    }
}
