package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Javadoc of {@code RemoteEndpoint.Basic}, and D-7: sending that waits. */
@Deploys(BasicRemoteEndpoints.class)
abstract class BasicRemoteConformance extends Conformance {

    private Client asked(String way) {
        return connect("/basic").send(way);
    }

    private RawClient askedRaw(String way) throws Exception {
        return connectRaw("/basic").send(Frame.text(way));
    }

    /** J-38. */
    @Test
    void a_text_is_sent_whole() throws Exception {
        assertThat(asked("text").next()).isEqualTo("a whole text ä");
    }

    /** J-38, J-35. */
    @Test
    void a_buffer_is_sent_from_its_position_to_its_limit_and_consumed() throws Exception {
        Client client = asked("binary");

        assertThat(client.next()).isEqualTo(Client.binary(new byte[] {1, 2, 3}));
        assertThat(client.next()).isEqualTo("position 4, limit 4");
    }

    /** J-39. */
    @Test
    void a_text_in_parts_is_one_message_and_a_ping_may_come_between() throws Exception {
        try (RawClient client = askedRaw("text in parts")) {
            assertThat(client.read()).hasToString("frame[opcode 1, 4 bytes, more to come]");
            assertThat(client.read()).hasToString("frame[opcode 9, 1 bytes]");
            assertThat(client.read()).hasToString("frame[opcode 0, 4 bytes, more to come]");
            Frame last = client.read();
            assertThat(last).hasToString("frame[opcode 0, 5 bytes]");
            assertThat(last.text()).isEqualTo("three");
        }
    }

    /** J-39. */
    @Test
    void bytes_in_parts_are_one_message() throws Exception {
        assertThat(asked("binary in parts").next()).isEqualTo(Client.binary(new byte[] {1, 2}));
    }

    /** J-40. */
    @Test
    void what_is_written_to_a_stream_is_one_binary_message() throws Exception {
        assertThat(asked("stream").next()).isEqualTo(Client.binary(new byte[] {1, 2, 3, 4}));
    }

    /** J-41. */
    @Test
    void what_is_written_to_a_writer_is_one_text_message() throws Exception {
        assertThat(asked("writer").next()).isEqualTo("grüß 👋");
    }

    /** J-40, J-41. */
    @Test
    void a_stream_or_writer_that_nobody_wrote_to_sends_nothing() throws Exception {
        Client client = asked("streams without and with a write");

        assertThat(client.next()).isEqualTo(Client.binary(new byte[0]));
        assertThat(client.ask("text")).isEqualTo("a whole text ä");
    }

    /** J-41. */
    @Test
    void an_empty_write_to_a_writer_is_an_empty_message() throws Exception {
        assertThat(asked("writer with an empty write").next()).isEmpty();
    }

    /** J-42. */
    @Test
    void primitives_are_sent_as_text_without_an_encoder_and_other_objects_are_not()
            throws Exception {
        Client client = asked("objects");

        for (String text : new String[] {"true", "c", "1", "2", "3", "4", "5.0", "6.0", "text"}) {
            assertThat(client.next()).isEqualTo(text);
        }
        assertThat(client.next()).isEqualTo("cannot encode no encoder");
    }

    /** J-37. */
    @Test
    void a_message_between_the_parts_of_another_is_refused() throws Exception {
        String refused = "IllegalStateException";
        assertThat(asked("between parts").next())
                .isEqualTo("begun, " + refused + " " + refused + " " + refused);
    }

    /** J-38, J-39, J-42. */
    @Test
    void nothing_is_no_message() throws Exception {
        assertThat(asked("nothing").next().split(" "))
                .hasSize(5)
                .containsOnly("IllegalArgumentException");
    }

    /** D-7, J-33, J-34. */
    @Test
    void pings_and_pongs_carry_at_most_125_bytes() throws Exception {
        try (RawClient client = askedRaw("control")) {
            assertThat(client.read()).hasToString("frame[opcode 9, 125 bytes]");
            assertThat(client.read()).hasToString("frame[opcode 10, 125 bytes]");
            assertThat(client.read().text())
                    .isEqualTo("IllegalArgumentException IllegalArgumentException");
        }
    }

    /** J-31, J-32. */
    @Test
    void batching_is_off_until_allowed_and_what_is_in_a_batch_is_sent_in_order() throws Exception {
        Client client = asked("batch");

        assertThat(client.next()).isEqualTo("allowed by default false");
        assertThat(client.next()).isEqualTo("allowed now true");
        assertThat(client.next()).isEqualTo("last of the batch");
    }

    /** J-37. */
    @Test
    void messages_of_several_threads_are_never_mixed() throws Exception {
        Client client = asked("threads");
        Map<String, Integer> received = new HashMap<>();
        for (String next = client.next(); !next.equals("all sent"); next = client.next()) {
            received.merge(next, 1, Integer::sum);
        }

        assertThat(received)
                .hasSize(4)
                .containsOnlyKeys(
                        Stream.of("a", "b", "c", "d").map(letter -> letter.repeat(5000)).toList())
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(100));
    }
}
