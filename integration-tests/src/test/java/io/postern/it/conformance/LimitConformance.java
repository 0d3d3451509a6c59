package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import org.junit.jupiter.api.Test;

/** Section 4.7.1: the sizes that messages may have. */
@Deploys(LimitEndpoints.class)
abstract class LimitConformance extends Conformance {

    /** WSC-4.7.1-1, J-63: the size is counted in bytes. */
    @Test
    void a_message_of_the_maximum_size_is_taken() throws Exception {
        Client client = connect("/limit/ten/exact");

        assertThat(client.ask("0123456789")).isEqualTo("10");
        assertThat(client.ask("äääää")).isEqualTo("5");
        assertThat(client.send(new byte[10]).next()).isEqualTo("10");
        assertThat(client.part("01234", false).part("56789", true).next()).isEqualTo("10");
    }

    /** WSC-4.7.1-1, J-63, WSC-2.2.4-1, WSC-2.1.5-1. */
    @Test
    void a_text_beyond_the_maximum_closes_with_1009_and_is_told() throws Exception {
        assertThat(connect("/limit/ten/long-text").ask("äääääx")).startsWith("closed 1009");

        await().untilAsserted(
                        () ->
                                assertThat(notes())
                                        .contains("long-text got an error", "long-text closed"));
    }

    /** WSC-4.7.1-1. */
    @Test
    void bytes_beyond_the_maximum_close_with_1009() throws Exception {
        assertThat(connect("/limit/ten/long-bytes").send(new byte[11]).next())
                .startsWith("closed 1009");
    }

    /** WSC-4.7.1-1. */
    @Test
    void the_parts_of_a_message_are_counted_together_before_its_last_has_come() throws Exception {
        try (RawClient client = connectRaw("/limit/ten/parts")) {
            client.send(Frame.text("01234567").more(), Frame.of(Frame.CONTINUATION, "89x").more());
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }

    /** J-63: the method's size replaces the container's, also upwards. */
    @Test
    void a_method_may_take_more_than_the_container_s_default() throws Exception {
        assertThat(ask("/limit/much/a", "x".repeat(100_000))).isEqualTo("100000");
        assertThat(ask("/limit/much/b", "x".repeat(100_001))).startsWith("closed 1009");
    }

    /** J-17, J-94. */
    @Test
    void a_session_may_limit_its_own_texts() throws Exception {
        Client other = connect("/limit/default/other");
        Client client = connect("/limit/default/own");
        assertThat(client.ask("limit 20")).isEqualTo("20");

        assertThat(client.ask("x".repeat(20))).isEqualTo("20");
        assertThat(client.ask("x".repeat(21))).startsWith("closed 1009");
        assertThat(other.ask("x".repeat(21))).isEqualTo("21");
    }

    /** J-16, J-94. */
    @Test
    void a_session_may_limit_its_own_bytes() throws Exception {
        Client client = connect("/limit/default/bytes");
        assertThat(client.send(new byte[] {20}).next()).isEqualTo("20");

        assertThat(client.send(new byte[20]).next()).isEqualTo("20");
        assertThat(client.send(new byte[21]).next()).startsWith("closed 1009");
    }
}
