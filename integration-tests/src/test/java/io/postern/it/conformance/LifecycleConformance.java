package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;

/** Sections 2.1, 2.2, 4.1, 4.4, 4.5 and 5.1: a connection opens, lives and ends. */
@Deploys(LifecycleEndpoints.class)
abstract class LifecycleConformance extends Conformance {

    /** WSC-4.1-1, WSC-2.2.2-1, WSC-4.4-1, WSC-6.2-1, WSC-6.2-3. */
    @Test
    void an_annotated_class_is_served_and_told_of_each_connection_when_it_is_open()
            throws Exception {
        assertThat(connect("/life/told").next()).startsWith("open true ");
    }

    /** WSC-4.4-2, WSC-2.1.2-1, J-64. */
    @Test
    void all_methods_get_the_one_session_of_their_connection() throws Exception {
        Client client = connect("/life/same");
        client.next();

        assertThat(client.ask("same session")).isEqualTo("true");
    }

    /** WSC-2.1.2-1, WSC-2.1.2-3, J-19. */
    @Test
    void each_connection_has_a_session_with_an_id_of_its_own() throws Exception {
        Client first = connect("/life/first");
        String firstId = first.next();
        assertThat(connect("/life/second").next()).isNotEqualTo(firstId);

        first.close(1000, "");
        await().until(() -> notes().stream().anyMatch(note -> note.startsWith("first closed")));
        assertThat(connect("/life/third").next()).isNotEqualTo(firstId);
    }

    /** WSC-2.1.1-1, WSC-3.1.7-2, WSC-5.1-1. */
    @Test
    void each_connection_has_an_instance_of_its_own() throws Exception {
        Client first = connect("/life/one");
        Client second = connect("/life/two");
        first.next();
        second.next();

        assertThat(first.ask("count")).isEqualTo("1");
        assertThat(first.ask("count")).isEqualTo("2");
        assertThat(second.ask("count")).isEqualTo("1");
    }

    /** WSC-2.1.5-1, WSC-2.2.2-1, WSC-4.5-1, WSC-4.5-2, WSC-2.1.2-2. */
    @Test
    void a_close_of_the_peer_is_told_with_its_code_and_the_session_still_has_its_properties() {
        connect("/life/peer").close(4321, "good bye");

        assertNoted("peer closed 4321 good bye, same session true, property peer");
    }

    /** WSC-2.1.5-1, WSC-4.5-1. */
    @Test
    void a_close_of_the_application_is_told_as_well() throws Exception {
        Client client = connect("/life/own");
        client.next();

        assertThat(client.ask("close")).isEqualTo("closed 1001 enough");
        assertNoted("own closed 1001 enough, same session true, property own");
    }

    /** WSC-2.1.5-1, WSC-4.5-1. */
    @Test
    void a_peer_that_vanishes_is_told_as_1006() throws Exception {
        connectRaw("/life/vanishing").vanish();

        assertNoted("vanishing closed 1006 , same session true, property vanishing");
    }

    /** WSC-2.2.2-1: the parameters are optional. */
    @Test
    void methods_without_parameters_are_called() throws Exception {
        connect("/bare").close(1000, "");

        assertNoted("bare opened");
        assertNoted("bare closed");
    }

    /** WSC-4.5-3, WSC-4.6-1, WSC-4.6-2, WSC-5.2.2-2. */
    @Test
    void what_on_close_throws_goes_to_on_error_with_the_session() {
        connect("/failing-close/f").close(1000, "");

        assertNoted("f got java.io.IOException: no way to close, same session true");
    }

    /** WSC-5.1-3. */
    @Test
    void on_close_waits_until_on_open_has_returned() throws Exception {
        connect("/gate/waiting").close(1000, "");
        assertNoted("gate begins to open");
        assertThat(notes()).doesNotContain("gate closes waiting");

        assertThat(ask("/gate/releasing", "open")).isEqualTo("released");

        assertNoted("gate closes waiting");
        assertThat(notes())
                .containsSubsequence("gate begins to open", "gate is open", "gate closes waiting");
    }

    /** WSC-5.1-2, WSC-5.1-4. */
    @Test
    void methods_of_a_connection_never_run_at_the_same_time_and_keep_the_order() throws Exception {
        Client client = connect("/alone");
        for (int i = 0; i < 500; i++) {
            client.send("message " + i).send(new byte[1]);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(client.next()).isEqualTo("message " + i + " 0");
        }
    }

    private void assertNoted(String note) {
        await().untilAsserted(() -> assertThat(notes()).contains(note));
    }
}
