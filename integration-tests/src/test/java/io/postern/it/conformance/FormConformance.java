package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 4.7 and the Javadoc of {@code OnMessage}: readers, streams, parts and primitives. */
@Deploys(FormEndpoints.class)
abstract class FormConformance extends Conformance {

    /** WSC-2.2.3-1, J-57, J-60. */
    @Test
    void a_text_can_be_read_from_a_reader() throws Exception {
        Client client = connect("/forms/streams/Ada");

        assertThat(client.ask("grüß 👋")).isEqualTo("Ada true grüß 👋");
        assertThat(client.ask("")).isEqualTo("Ada true ");
        assertThat(client.part("one ", false).part("two ", false).part("three", true).next())
                .isEqualTo("Ada true one two three");
    }

    /** WSC-2.2.3-1, J-58, J-60. */
    @Test
    void bytes_can_be_read_from_a_stream() throws Exception {
        Client client = connect("/forms/streams/Ada");

        assertThat(client.send(new byte[] {1, -1}).next()).isEqualTo("2 bytes 01ff");
        assertThat(client.send(new byte[0]).next()).isEqualTo("0 bytes ");
        assertThat(client.part(new byte[] {1}, false).part(new byte[] {2}, true).next())
                .isEqualTo("2 bytes 0102");
    }

    /** J-55: what the method leaves unread is not the next message. */
    @Test
    void a_method_need_not_read_all_of_a_message() throws Exception {
        Client client = connect("/forms/first-of-stream");

        assertThat(client.ask("abc")).isEqualTo("a");
        assertThat(client.send(new byte[] {7, 8, 9}).next()).isEqualTo("7");
        assertThat(client.ask("xyz")).isEqualTo("x");
    }

    /** WSC-2.2.3-1, J-57, J-60, WSC-5.1.5. */
    @Test
    void a_text_can_be_taken_in_parts() throws Exception {
        Client client = connect("/forms/parts/Ada");

        assertThat(client.part("one ", false).part("", false).part("two", true).next())
                .isEqualTo("Ada got one two");
        assertThat(client.ask("whole")).isEqualTo("Ada got whole");
        assertThat(client.ask("")).isEqualTo("Ada got ");
    }

    /** J-57: RFC 6455 section 5.6, a part need not end where a character ends. */
    @Test
    void a_character_that_is_cut_by_fragments_is_one_character() throws Exception {
        byte[] smile = "👋".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = connectRaw("/forms/parts/Ada")) {
            client.send(
                    Frame.of(Frame.TEXT, smile[0]).more(),
                    Frame.of(Frame.CONTINUATION, smile[1], smile[2]).more(),
                    Frame.of(Frame.CONTINUATION, smile[3]));

            assertThat(client.read().text()).isEqualTo("Ada got 👋");
        }
    }

    /** WSC-2.2.3-1, J-58, WSC-5.1.5. */
    @Test
    void bytes_can_be_taken_in_parts_that_no_other_message_interrupts() throws Exception {
        Client client = connect("/forms/parts/Ada");
        client.part("text ", false).part("more", true).part(new byte[] {1}, false);
        client.ping("between").part(new byte[] {2}, true);

        // A pong may overtake what methods answer.
        List<String> events = List.of(client.next(), client.next(), client.next());
        assertThat(events)
                .contains("pong between")
                .containsSubsequence("Ada got text more", "bytes 0102 with text ");
    }

    /** J-63: a maximum is for whole messages; parts need no buffer. */
    @Test
    void a_message_in_parts_may_be_larger_than_any_buffer() throws Exception {
        Client client = connect("/forms/buffer-parts");
        for (int i = 0; i < 100; i++) {
            client.part(new byte[10_000], i == 99);
        }

        assertThat(client.next()).isEqualTo("1000000 bytes");
    }

    /** WSC-4.7-2, J-57. */
    @ParameterizedTest
    @CsvSource({
        "boolean, true",
        "Boolean, false",
        "char, ä",
        "Character, x",
        "byte, -128",
        "Byte, 127",
        "short, -32768",
        "Short, 32767",
        "int, -2147483648",
        "Integer, 2147483647",
        "long, -9223372036854775808",
        "Long, 9223372036854775807",
        "float, 0.1",
        "Float, NaN",
        "double, 1.0E300",
        "Double, -Infinity"
    })
    void a_text_becomes_a_primitive_or_its_box(String type, String value) throws Exception {
        assertThat(ask("/forms/" + type, value)).isEqualTo(type + " " + value);
    }

    /** WSC-4.7-2, WSC-2.2.4-1, WSC-5.2.2-1, J-68. */
    @Test
    void a_text_that_is_no_number_is_a_decode_exception_and_the_connection_lives_on()
            throws Exception {
        Client client = connect("/forms/int");

        assertThat(client.ask("seven")).isEqualTo("undecodable seven");
        assertThat(client.ask("7")).isEqualTo("int 7");
    }
}
