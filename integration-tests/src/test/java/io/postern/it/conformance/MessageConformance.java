package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 2.2.3, 2.2.5 and 4.7: whole messages, pings and pongs, and what methods return. */
@Deploys(MessageEndpoints.class)
abstract class MessageConformance extends Conformance {

    /** WSC-2.2.3-1, J-57, J-58, J-60. */
    @Test
    void each_kind_of_message_reaches_its_method_with_parameters_in_any_order() throws Exception {
        Client client = connect("/kinds/Ada");

        assertThat(client.ask("grüß 👋")).isEqualTo("text grüß 👋 for Ada open true");
        assertThat(client.send(new byte[] {0, -1, 16}).next())
                .isEqualTo("binary 00ff10 for Ada open true");
    }

    /** WSC-2.2.5-2, J-59. */
    @Test
    void a_pong_reaches_its_method() throws Exception {
        assertThat(connect("/kinds/Ada").pong("unasked").next()).isEqualTo("pong unasked for Ada");
    }

    /** WSC-2.2.3-1, J-58. */
    @Test
    void a_binary_message_can_be_taken_as_a_buffer() throws Exception {
        assertThat(connect("/buffer").send(new byte[] {1, 2, 3}).next()).isEqualTo("buffer 010203");
    }

    /** WSC-2.2.3-1. */
    @Test
    void empty_messages_are_messages() throws Exception {
        Client client = connect("/kinds/Ada");

        assertThat(client.ask("")).isEqualTo("text  for Ada open true");
        assertThat(client.send(new byte[0]).next()).isEqualTo("binary  for Ada open true");
    }

    /** WSC-2.2.3-1, J-53. */
    @Test
    void a_fragmented_message_is_taken_whole_and_pings_between_its_parts_are_answered()
            throws Exception {
        byte[] smile = "👋".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = connectRaw("/text-only")) {
            client.send(
                    Frame.text("a").more(),
                    Frame.of(Frame.PING, "between"),
                    // A character may be cut anywhere.
                    Frame.of(Frame.CONTINUATION, smile[0], smile[1]).more(),
                    Frame.of(Frame.CONTINUATION).more(),
                    Frame.of(Frame.CONTINUATION, smile[2], smile[3]));

            Frame pong = client.read();
            assertThat(pong.opcode()).isEqualTo(Frame.PONG);
            assertThat(pong.text()).isEqualTo("between");
            assertThat(client.read().text()).isEqualTo("text a👋");
        }
    }

    /** WSC-2.2.5-1. */
    @ParameterizedTest
    @ValueSource(strings = {"", "some application data"})
    void a_ping_is_answered_with_its_data_and_no_method_is_told(String data) throws Exception {
        Client client = connect("/kinds/Ada").ping(data);

        assertThat(client.next()).isEqualTo("pong " + data);
        assertThat(client.ask("next")).isEqualTo("text next for Ada open true");
    }

    /** WSC-2.2.5-2: an endpoint without a method for pongs takes no harm. */
    @Test
    void a_pong_for_which_there_is_no_method_is_ignored() throws Exception {
        assertThat(connect("/text-only").pong("unasked").ask("next")).isEqualTo("text next");
    }

    /** J-61. */
    @Test
    void a_method_may_return_nothing() throws Exception {
        Client client = connect("/returns/nothing");

        assertThat(client.ask("a")).isEqualTo("only this");
        assertThat(client.send(new byte[1]).next()).isEqualTo("only that");
        assertThat(client.ask("b")).isEqualTo("only this");
    }

    /** J-61. */
    @Test
    void a_returned_string_is_sent_as_text() throws Exception {
        Client client = connect("/returns/string");

        assertThat(client.ask("ä👋")).isEqualTo("ä👋");
        assertThat(client.ask("")).isEmpty();
        assertThat(client.send(new byte[] {10}).next()).isEqualTo("0a");
    }

    /** J-61. */
    @ParameterizedTest
    @ValueSource(strings = {"/returns/bytes", "/returns/buffer"})
    void returned_bytes_are_sent_as_binary(String path) throws Exception {
        Client client = connect(path);

        assertThat(client.ask("ä")).isEqualTo(Client.binary(new byte[] {(byte) 0xC3, (byte) 0xA4}));
        assertThat(client.send(new byte[] {1, 2}).next())
                .isEqualTo(Client.binary(new byte[] {1, 2}));
        assertThat(client.send(new byte[0]).next()).isEqualTo(Client.binary(new byte[0]));
    }

    /** WSC-4.7-3. */
    @ParameterizedTest
    @CsvSource({
        "boolean, true, false",
        "char, ä, z",
        "byte, -128, 127",
        "short, -32768, 32767",
        "int, -2147483648, 2147483647",
        "long, -9223372036854775808, 9223372036854775807",
        "float, 0.1, NaN",
        "double, 1.0E300, -Infinity"
    })
    void a_returned_primitive_or_box_is_sent_in_its_standard_string_form(
            String type, String primitive, String box) throws Exception {
        Client client = connect("/returns/" + type);

        assertThat(client.ask("")).isEqualTo(primitive);
        assertThat(client.send(new byte[1]).next()).isEqualTo(box);
    }
}
