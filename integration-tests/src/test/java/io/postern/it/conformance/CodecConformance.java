package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 3, 4.1.2 and 4.1.3: encoders and decoders of the application. */
@Deploys({CodecEndpoints.class, Coders.class})
abstract class CodecConformance extends Conformance {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String binary(String text) {
        return Client.binary(utf8(text));
    }

    /** WSC-3-1, WSC-4.1.2-1, WSC-4.1.3-1, J-57, J-61, J-73. */
    @Test
    void texts_are_decoded_and_encoded() throws Exception {
        assertThat(ask("/codecs/text/Ada", "hello")).isEqualTo("text: hello of Ada");
        assertThat(ask("/codecs/text-stream", "hello")).isEqualTo("writer: hello");
        assertThat(connect("/codecs/text-stream").part("he", false).part("llo", true).next())
                .isEqualTo("writer: hello");
    }

    /** WSC-3-1, WSC-4.1.2-1, WSC-4.1.3-1, J-58, J-61, J-73. */
    @Test
    void bytes_are_decoded_and_encoded() throws Exception {
        assertThat(connect("/codecs/binary").send(utf8("hello")).next())
                .isEqualTo(binary("binary: hello"));
        assertThat(connect("/codecs/binary-stream").send(utf8("hello")).next())
                .isEqualTo(binary("stream: hello"));
    }

    /** WSC-4.1.3-1, WSC-4.1.3-2, J-75. */
    @Test
    void the_first_decoder_that_will_decode_is_used_and_the_first_encoder() throws Exception {
        Client client = connect("/codecs/ordered");

        assertThat(client.ask("Ada")).isEqualTo("text: upper case Ada");
        assertThat(client.ask("ada")).isEqualTo("text: ada");
    }

    /** WSC-4.1.3-2, WSC-2.2.4-1, J-68. */
    @Test
    void what_no_decoder_will_decode_is_a_decode_exception() throws Exception {
        Client text = connect("/codecs/text/Ada");
        assertThat(text.ask("never mind")).isEqualTo("undecodable never mind");
        assertThat(text.ask("mind")).isEqualTo("text: mind of Ada");

        Client binary = connect("/codecs/binary");
        assertThat(binary.send(new byte[] {0, 'x'}).next()).isEqualTo("undecodable \0x");
        assertThat(binary.send(utf8("x")).next()).isEqualTo(binary("binary: x"));
    }

    /** WSC-2.2.4-1, WSC-5.2.2-1, WSC-5.2.2-2, J-72. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/codecs/text/Ada | bad | undecodable bad | text: good of Ada",
                "/codecs/text/Ada | broken | java.lang.IllegalStateException: a broken decoder"
                        + " | text: good of Ada",
                "/codecs/text-stream | bad | undecodable bad | writer: good",
                "/codecs/text-stream | io | java.io.IOException: a decoder's | writer: good"
            })
    void what_a_decoder_throws_goes_to_on_error_and_the_connection_lives_on(
            String path, String message, String told, String next) throws Exception {
        Client client = connect(path);

        assertThat(client.ask(message)).isEqualTo(told);
        assertThat(client.ask("good")).isEqualTo(next);
    }

    /** WSC-2.2.4-1, WSC-5.2.2-2, J-72. */
    @ParameterizedTest
    @CsvSource({"/codecs/binary, binary: good", "/codecs/binary-stream, stream: good"})
    void what_a_binary_decoder_throws_goes_to_on_error(String path, String next) throws Exception {
        Client client = connect(path);

        assertThat(client.send(utf8("bad")).next()).isEqualTo("undecodable bad");
        assertThat(client.send(utf8("good")).next()).isEqualTo(binary(next));
    }

    /** WSC-5.2.2-2, J-61, J-73. */
    @Test
    void what_an_encoder_throws_for_a_returned_object_goes_to_on_error() throws Exception {
        assertThat(ask("/codecs/text/Ada", "unspeakable"))
                .isEqualTo("unencodable unspeakable of Ada");
        assertThat(ask("/codecs/text-stream", "unspeakable")).isEqualTo("unencodable unspeakable");
        assertThat(connect("/codecs/binary").send(utf8("unspeakable")).next())
                .isEqualTo("unencodable unspeakable");
        assertThat(connect("/codecs/binary-stream").send(utf8("unspeakable")).next())
                .isEqualTo("unencodable unspeakable");
    }

    /** WSC-4.1.2-1, J-42, J-49. */
    @Test
    void sent_objects_of_a_class_or_a_subclass_are_encoded() throws Exception {
        Client client = connect("/codecs/objects");

        assertThat(client.ask("basic")).isEqualTo("text: a");
        assertThat(client.ask("subclass")).isEqualTo("text: b");
        assertThat(client.ask("future")).isEqualTo("text: c");
        assertThat(client.ask("handler")).isEqualTo("text: d");
        assertThat(client.next()).isEqualTo("sent true");
        assertThat(client.ask("unspeakable")).isEqualTo("unencodable unspeakable");
    }

    /** J-42, J-61. */
    @Test
    void an_encoder_for_a_box_wins_over_the_string_form() throws Exception {
        assertThat(ask("/codecs/objects", "number")).isEqualTo("number 7");
        assertThat(ask("/codecs/number", "")).isEqualTo("number 7");
        assertThat(connect("/codecs/number").send(new byte[1]).next()).isEqualTo("number 8");
    }

    /** WSC-4.1.2-1, WSC-4.1.3-1. */
    @Test
    void a_coder_may_inherit_its_type() throws Exception {
        assertThat(ask("/codecs/inherited", "hello")).isEqualTo("quoted 'hello'");
    }

    /** WSC-4.1.3-1. */
    @Test
    void a_message_may_become_a_generic_type() throws Exception {
        assertThat(ask("/codecs/list", "a b c")).isEqualTo("3 [a, b, c]");
    }

    /** D-12, J-69, J-70, J-71. */
    @Test
    void each_connection_has_coders_of_its_own_that_begin_and_end_once() throws Exception {
        Pattern names =
                Pattern.compile(
                        "'x' by (Living\\d+) after 1, encoded by (LivingEncoder\\d+) after 1");
        Client client = connect("/codecs/life");
        Matcher first = names.matcher(client.ask("x"));
        Matcher again = names.matcher(client.ask("x"));
        Matcher other = names.matcher(ask("/codecs/life", "x"));
        assertThat(List.of(first.matches(), again.matches(), other.matches())).containsOnly(true);
        assertThat(again.group()).isEqualTo(first.group());
        assertThat(other.group(1)).isNotEqualTo(first.group(1));
        assertThat(other.group(2)).isNotEqualTo(first.group(2));

        client.close(1000, "");

        for (String coder : List.of(first.group(1), first.group(2))) {
            await().untilAsserted(
                            () ->
                                    assertThat(ask("/codecs/lives", "").lines())
                                            .filteredOn(line -> line.startsWith(coder + " "))
                                            .containsExactly(
                                                    coder + " begins with null", coder + " ends"));
        }
    }
}
