package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.support.Frame;
import io.postern.it.support.RawClient;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2.1.5, the closing methods of {@code Session}, and section 7 of RFC 6455. */
@Deploys(CloseEndpoints.class)
abstract class CloseConformance extends Conformance {

    private void assertNoted(String note) {
        await().untilAsserted(() -> assertThat(notes()).contains(note));
    }

    private void assertClosedOnce(String name) throws Exception {
        assertThat(notes()).filteredOn(note -> note.startsWith(name + " closed ")).hasSize(1);
    }

    /** J-20, D-6. */
    @Test
    void close_without_a_reason_sends_1000_and_no_phrase() throws Exception {
        try (RawClient client = connectRaw("/close/plainly").send(Frame.text("close"))) {
            Frame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1000);
            assertThat(close.closeReason()).isEmpty();
            client.send(close);
            client.readEnd();
        }
        assertNoted("plainly closed 1000 '' open false");
    }

    /** J-21, D-6. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999
            })
    void close_with_a_reason_sends_its_code_and_phrase(int code) throws Exception {
        try (RawClient client = connectRaw("/close/c" + code).send(Frame.text(code + " grüß"))) {
            Frame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(code);
            assertThat(close.closeReason()).isEqualTo("grüß");
            client.send(close);
        }
        assertNoted("c" + code + " closed " + code + " 'grüß' open false");
    }

    /** J-22. */
    @Test
    void code_1005_sends_a_close_frame_without_a_code() throws Exception {
        try (RawClient client = connectRaw("/close/no-code").send(Frame.text("1005 "))) {
            assertThat(client.readClose()).hasToString("frame[opcode 8, 0 bytes]");
        }
    }

    /** J-22: RFC 6455 section 7.4. */
    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 65536})
    void a_code_that_must_not_be_sent_is_refused(int code) throws Exception {
        try (RawClient client = connectRaw("/close/illegal").send(Frame.text(code + " "))) {
            assertThat(client.read().text()).isEqualTo("IllegalArgumentException");
        }
    }

    /** J-2, J-21. */
    @Test
    void the_first_reason_holds() throws Exception {
        try (RawClient client = connectRaw("/close/twice").send(Frame.text("twice"))) {
            Frame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(4001);
            client.send(close);
            client.readEnd();
        }
        assertNoted("twice closed 4001 'first' open false");
        assertClosedOnce("twice");
    }

    /** D-4, WSC-2.1.5-1, WSC-4.5-1. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1011, 1014, 3000, 4999})
    void a_close_of_the_peer_is_answered_with_its_code_and_told(int code) throws Exception {
        try (RawClient client = connectRaw("/close/p" + code)) {
            client.send(Frame.close(code, "from the peer"));
            assertThat(client.read().closeCode()).isEqualTo(code);
            client.readEnd();
        }
        assertNoted("p" + code + " closed " + code + " 'from the peer' open false");
        assertClosedOnce("p" + code);
    }

    /** D-4: RFC 6455 section 7.1.5. */
    @Test
    void a_close_of_the_peer_without_a_code_is_told_as_1005() throws Exception {
        try (RawClient client = connectRaw("/close/codeless").send(Frame.of(Frame.CLOSE))) {
            assertThat(client.read()).hasToString("frame[opcode 8, 0 bytes]");
            client.readEnd();
        }
        assertNoted("codeless closed 1005 '' open false");
    }

    /** RFC 6455 sections 5.5.1 and 7.4. */
    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535})
    void a_code_that_no_peer_may_send_is_a_protocol_error(int code) throws Exception {
        try (RawClient client = connectRaw("/close/wrong").send(Frame.close(code, ""))) {
            assertThat(client.readClose().closeCode()).isEqualTo(1002);
        }
    }

    /** RFC 6455 sections 5.5.1 and 8.1. */
    @ParameterizedTest
    @CsvSource({"1, 1002", "3, 1007"})
    void a_close_frame_that_is_malformed_is_answered_with_what_is_wrong(int length, int answer)
            throws Exception {
        byte[] body = {0x03, (byte) 0xE8, (byte) 0xFF};
        Frame malformed = Frame.of(Frame.CLOSE, Arrays.copyOf(body, length));
        try (RawClient client = connectRaw("/close/malformed").send(malformed)) {
            assertThat(client.readClose().closeCode()).isEqualTo(answer);
        }
    }

    /** WSC-2.1.5-1. */
    @Test
    void the_end_of_the_stream_without_a_close_frame_is_told_as_1006() throws Exception {
        connectRaw("/close/silent").close();

        assertNoted("silent closed 1006 '' open false");
        assertClosedOnce("silent");
    }

    /** D-4: what came before the close frame is handled before it. */
    @Test
    void messages_before_the_close_of_the_peer_are_answered() throws Exception {
        Frame[] frames =
                IntStream.range(0, 10)
                        .mapToObj(i -> Frame.text("message " + i))
                        .toArray(Frame[]::new);
        try (RawClient client = connectRaw("/close/busy")) {
            client.send(frames).send(Frame.close(1000, ""));
            for (int i = 0; i < frames.length; i++) {
                assertThat(client.read().text()).isEqualTo("echo message " + i);
            }
            assertThat(client.read().closeCode()).isEqualTo(1000);
        }
    }

    /** WSC-2.1.5-1: both sides begin at once. */
    @Test
    void on_close_is_called_once_however_many_close() throws Exception {
        try (RawClient client = connectRaw("/close/both")) {
            client.send(Frame.text("4321 mine"), Frame.close(1001, "yours"));
            client.readClose();
            client.readEnd();
        }
        await().untilAsserted(() -> assertClosedOnce("both"));
    }

    /** J-21. */
    @Test
    void an_endpoint_may_close_while_it_opens() throws Exception {
        try (RawClient client = connectRaw("/close-in-open/early")) {
            Frame close = client.read();
            assertThat(close.closeCode()).isEqualTo(1013);
            client.send(close);
            client.readEnd();
        }
        assertNoted("early closed 1013");
    }

    /** J-62. */
    @Test
    void what_a_method_returns_that_closed_the_session_cannot_be_sent_and_this_is_told()
            throws Exception {
        try (RawClient client = connectRaw("/close-and-return").send(Frame.text(""))) {
            assertThat(client.read().closeCode()).isEqualTo(1000);
        }
        assertNoted("the value could not be sent");
    }
}
