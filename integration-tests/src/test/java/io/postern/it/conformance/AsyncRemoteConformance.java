package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Javadoc of {@code RemoteEndpoint.Async}: sending that does not wait. */
@Deploys(AsyncRemoteEndpoints.class)
abstract class AsyncRemoteConformance extends Conformance {

    private Client asked(String way) {
        return connect("/async").send(way);
    }

    /** J-43, J-44, J-45, J-50. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text, future | text | got null",
                "object, future | 7 | got null",
                "text, handler | text | told true null",
                "object, handler | 7 | told true null"
            })
    void the_end_of_a_send_is_told(String way, String sent, String told) throws Exception {
        Client client = asked(way);

        assertThat(client.next()).isEqualTo(sent);
        assertThat(client.next()).isEqualTo(told);
    }

    /** J-43, J-44, J-45, J-50. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"binary, future | 1 | got null", "binary, handler | 0 | told true null"})
    void the_end_of_a_binary_send_is_told(String way, byte sent, String told) throws Exception {
        Client client = asked(way);

        assertThat(client.next()).isEqualTo(Client.binary(new byte[] {sent}));
        assertThat(client.next()).isEqualTo(told);
    }

    /** J-49, J-44, J-45. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no encoder, future | failed with EncodeException of x",
                "no encoder, handler | told false EncodeException of x"
            })
    void what_cannot_be_encoded_fails_the_send(String way, String told) throws Exception {
        assertThat(asked(way).next()).isEqualTo(told);
    }

    /** J-47. */
    @Test
    void nothing_is_no_message_and_no_handler() throws Exception {
        assertThat(asked("nothing").next().split(" "))
                .hasSize(9)
                .containsOnly("IllegalArgumentException");
    }

    /** J-43. */
    @Test
    void messages_keep_their_order() throws Exception {
        Client client = asked("order");

        for (int i = 0; i < 100; i++) {
            assertThat(client.next()).isEqualTo("message " + i);
        }
        assertThat(client.next()).isEqualTo("all sent");
    }

    /** J-48, J-92. */
    @Test
    void the_send_time_out_is_the_container_s_until_it_is_set() throws Exception {
        assertThat(asked("time-out").next()).isEqualTo("the container's at first true, 1234 now");
    }

    /** J-30. */
    @Test
    void sending_on_a_closed_session_fails_with_an_io_exception() throws Exception {
        assertThat(asked("after the end").next()).isEqualTo("closed 1000");

        assertThat(ask("/async/after-the-end", "?"))
                .startsWith("true true IOException IOException, settings ");
    }

    /** J-30. */
    @Test
    void the_settings_of_a_closed_session_cannot_be_changed() throws Exception {
        connect("/async").ask("after the end");

        assertThat(ask("/async/after-the-end", "?"))
                .endsWith(", settings IllegalArgumentException IllegalArgumentException");
    }
}
