package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scopes of CDI, and that of a connection. */
@Deploys(ScopeEndpoints.class)
abstract class ScopeConformance extends Conformance {

    @ParameterizedTest
    @ValueSource(strings = {"none", "dependent", "connection"})
    void each_connection_has_an_instance_of_its_own(String scope) throws Exception {
        Client one = connect("/scope/" + scope);
        Client other = connect("/scope/" + scope);
        assertThat(one.ask("a")).isEqualTo("1");
        assertThat(one.ask("b")).isEqualTo("2");
        assertThat(other.ask("a")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "singleton"})
    void all_connections_share_one_instance(String scope) throws Exception {
        int first = Integer.parseInt(ask("/scope/" + scope, "a"));
        assertThat(ask("/scope/" + scope, "b")).isEqualTo(Integer.toString(first + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "none, none is gone",
        "dependent, dependent is gone",
        "connection, connection-scoped is gone"
    })
    void an_instance_of_its_own_ends_with_the_connection(String scope, String note)
            throws Exception {
        Client client = connect("/scope/" + scope);
        client.ask("a");
        client.close(1000, "");
        await().until(() -> notes().contains(note));
    }

    @Test
    void a_bean_of_the_connection_lives_from_callback_to_callback_and_a_request_does_not()
            throws Exception {
        Client one = connect("/scope/basket/one");
        Client other = connect("/scope/basket/other");
        assertThat(one.ask("a")).isEqualTo("2 in the basket, step 2");
        assertThat(one.ask("b")).isEqualTo("4 in the basket, step 2");
        assertThat(other.ask("a")).isEqualTo("2 in the basket, step 2");
    }

    @Test
    void a_bean_of_the_connection_ends_after_its_last_callback() throws Exception {
        Client client = connect("/scope/basket/leaver");
        client.ask("a");
        client.close(1000, "");
        await().until(() -> notes().contains("basket of leaver is gone"));
        assertThat(notes())
                .containsSubsequence("shop closes with 3, step 1", "basket of leaver is gone");
    }

    @Test
    void qualifiers_choose_decorators_stand_around_and_configurators_are_injected()
            throws Exception {
        assertThat(ask("/scope/voices", "sing"))
                .isEqualTo("sing please, sing! please, upgrade please");
    }
}
