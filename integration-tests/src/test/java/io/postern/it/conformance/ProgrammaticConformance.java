package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 2.1.1, 2.1.7 and 6.4: programmatic endpoints and the server container. */
@Deploys({ProgrammaticEndpoints.class, Coders.class})
abstract class ProgrammaticConformance extends Conformance {

    /** WSC-2.1.1-1, WSC-3-1, D-16, J-66, J-89. */
    @Test
    void an_endpoint_that_was_added_at_startup_is_served() throws Exception {
        Client client =
                connect("/programmatic/life/Ada", handshake -> handshake.subprotocols("v1.life"));

        assertThat(client.next()).isEqualTo("opened {name=Ada}v1.life");
        assertThat(client.ask("hello")).isEqualTo("hello 1");
        assertThat(client.ask("hello")).isEqualTo("hello 2");
    }

    /** WSC-2.1.1-1, WSC-5.1-1, WSC-3.1.7-2, J-65. */
    @Test
    void each_connection_has_an_instance_of_its_own() throws Exception {
        Client first = connect("/programmatic/life/first");
        first.next();
        assertThat(first.ask("one")).isEqualTo("one 1");

        Client second = connect("/programmatic/life/second");
        second.next();
        assertThat(second.ask("one")).isEqualTo("one 1");
    }

    /** WSC-5.2.2-1, WSC-5.2.2-2, J-68. */
    @Test
    void what_a_handler_throws_goes_to_on_error_with_the_session() throws Exception {
        Client client = connect("/programmatic/life/failing");
        client.next();

        assertThat(client.ask("fail"))
                .isEqualTo("java.lang.IllegalStateException: as asked, same session true");
        assertThat(client.ask("next")).isEqualTo("next 1");
    }

    /** WSC-2.1.5-1, J-67, D-4. */
    @Test
    void on_close_is_told_the_reason() throws Exception {
        Client client = connect("/programmatic/life/leaver");
        client.next();
        client.close(4321, "good bye");

        await().untilAsserted(() -> assertThat(notes()).contains("leaver closed 4321 good bye"));
    }

    /** WSC-3-1, J-53. */
    @Test
    void messages_are_decoded_and_encoded_by_the_coders_of_the_configuration() throws Exception {
        Client client = connect("/programmatic/coded");

        assertThat(client.ask("hello")).isEqualTo("text: hello");
    }

    /** D-1, D-10, J-27, J-86. */
    @Test
    void sessions_begin_with_copies_of_the_configuration_s_properties() throws Exception {
        for (int i = 0; i < 2; i++) {
            Client client = connect("/programmatic/shared");
            assertThat(client.next()).isEqualTo("config hello");
            assertThat(client.next()).isEqualTo("session hello");
        }
    }

    /** J-89. */
    @Test
    void an_annotated_class_can_be_served_at_the_path_of_a_configuration() throws Exception {
        assertThat(ask("/programmatic/annotated", "me")).isEqualTo("me at /programmatic/annotated");
        assertThat(ask("/programmatic/by-annotation", "me"))
                .isEqualTo("me at /programmatic/by-annotation");
    }

    /** D-18. */
    @Test
    void a_class_that_is_found_and_added_is_served_once() throws Exception {
        Client client = connect("/programmatic/scanned");

        assertThat(client.next()).isEqualTo("opened once");
        assertThat(client.next()).isEqualTo("and no more");
    }

    /** D-15, D-16, J-88, J-89, J-90, WSC-5.2.1-4. */
    @ParameterizedTest
    @CsvSource({
        "same path, DeploymentException",
        "malformed, DeploymentException",
        "unannotated, DeploymentException",
        "again, nothing",
        "upgrade, UnsupportedOperationException"
    })
    void adding_an_endpoint_while_the_application_runs_tells_what_is_wrong(
            String what, String thrown) throws Exception {
        assertThat(ask("/programmatic/add", what)).isEqualTo(thrown);
    }

    /** D-16. */
    @Test
    void an_endpoint_that_is_added_while_the_application_runs_is_served() throws Exception {
        assertThat(upgrade("/programmatic/late/Ada")).startsWith("HTTP/1.1 404 ");

        assertThat(ask("/programmatic/add", "good")).isEqualTo("nothing");

        assertThat(connect("/programmatic/late/Ada").next()).isEqualTo("opened {name=Ada}");
    }

    /** WSC-2.1.7-1, J-4, J-87. */
    @Test
    void the_container_that_is_injected_is_the_one_of_the_sessions() throws Exception {
        assertThat(ask("/programmatic/add", "same container")).isEqualTo("true");
    }
}
