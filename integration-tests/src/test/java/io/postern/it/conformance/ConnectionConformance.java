package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;

/** What is known of connections: one's own by injection, all of them by OpenConnections. */
@Deploys(ConnectionEndpoints.class)
abstract class ConnectionConformance extends Conformance {

    @Test
    void what_is_injected_is_that_of_the_callback() throws Exception {
        Client ada = connect("/connection/facts/ada");
        Client bob = connect("/connection/facts/bob");
        assertThat(ada.ask("session")).isEqualTo("ada, true");
        assertThat(bob.ask("session")).isEqualTo("bob, true");
        assertThat(ada.ask("connection")).isEqualTo("default, true");
    }

    @Test
    void a_principal_that_is_injected_is_the_client_s_and_nobody_else_s() throws Exception {
        assertThat(ask("/connection/facts/ada", "principal"))
                .startsWith("the client of this connection is anonymous");
    }

    @Test
    void observers_are_told_of_its_life_within_its_context() throws Exception {
        Client client = connect("/connection/facts/carol");
        client.ask("session");
        client.close(1000, "");
        await().until(() -> notes().contains("closed 1000 carol"));
        assertThat(notes()).containsSubsequence("opened carol", "closed 1000 carol");
    }

    @Test
    void one_message_reaches_all_in_a_room() throws Exception {
        Client one = connect("/connection/room/red");
        Client other = connect("/connection/room/red");
        Client outside = connect("/connection/room/blue");
        await().untilAsserted(() -> assertThat(one.ask("hello")).isEqualTo("hello to 2"));
        String heard = other.next();
        assertThat(heard).startsWith("hello to ");
        assertThat(outside.ask("alone")).isEqualTo("alone to 1");
    }
}
