package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolErrorTest {

    @ServerEndpoint("/")
    public static class Texts extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    static Stream<Arguments> errors() {
        byte[] longControl = new byte[126];
        return Stream.of(
                Arguments.of("an unmasked frame", RawFrame.text("x").unmasked(), 1002),
                Arguments.of("RSV1", RawFrame.text("x").withRsv(4), 1002),
                Arguments.of("RSV3", RawFrame.of(RawFrame.PING, new byte[0]).withRsv(1), 1002),
                Arguments.of("reserved opcode 3", RawFrame.of(3, new byte[1]), 1002),
                Arguments.of("reserved opcode 15", RawFrame.of(15, new byte[1]), 1002),
                Arguments.of(
                        "a fragmented ping",
                        RawFrame.of(RawFrame.PING, new byte[1]).notFinal(),
                        1002),
                Arguments.of("a ping too long", RawFrame.of(RawFrame.PING, longControl), 1002),
                Arguments.of("a continuation of nothing", RawFrame.continuation("x"), 1002),
                Arguments.of(
                        "text that is not UTF-8",
                        RawFrame.of(RawFrame.TEXT, new byte[] {(byte) 0xC0, (byte) 0x80}),
                        1007),
                Arguments.of(
                        "a surrogate",
                        RawFrame.of(
                                RawFrame.TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                        1007),
                Arguments.of("binary for a text endpoint", RawFrame.binary(new byte[1]), 1003),
                Arguments.of("half a close code", RawFrame.of(RawFrame.CLOSE, new byte[1]), 1002),
                Arguments.of("close code 0", RawFrame.close(0, ""), 1002),
                Arguments.of("close code 999", RawFrame.close(999, ""), 1002),
                Arguments.of("close code 1004", RawFrame.close(1004, ""), 1002),
                Arguments.of("close code 1005", RawFrame.close(1005, ""), 1002),
                Arguments.of("close code 1006", RawFrame.close(1006, ""), 1002),
                Arguments.of("close code 1015", RawFrame.close(1015, ""), 1002),
                Arguments.of("close code 2999", RawFrame.close(2999, ""), 1002),
                Arguments.of("close code 5000", RawFrame.close(5000, ""), 1002),
                Arguments.of("close code 65535", RawFrame.close(65_535, ""), 1002),
                Arguments.of(
                        "a close reason that is not UTF-8",
                        RawFrame.of(RawFrame.CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xC0}),
                        1007));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("errors")
    void each_has_its_close_code_and_ends_the_session_once(String what, RawFrame frame, int code) {
        Texts endpoint = new Texts();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(frame, RawFrame.text("behind it"));
            assertThat(peer.sent())
                    .singleElement()
                    .satisfies(close -> assertThat(close.closeCode()).isEqualTo(code));
            assertThat(endpoint.session.isOpen()).isFalse();
            assertThat(peer.channel.isOpen()).as("the peer may still read the frame").isTrue();
            assertThat(endpoint.closes).hasSize(1);
            peer.pass(Duration.ofSeconds(1));
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.messages).isEmpty();
        assertThat(endpoint.faults).hasSize(1);
        assertThat(endpoint.closes).singleElement().asString().startsWith(code + " ");
    }

    @Test
    void a_second_message_begun_inside_a_first_is_1002() {
        Texts endpoint = new Texts();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("one").notFinal(), RawFrame.text("two"));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1002);
        }
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void messages_before_the_error_are_delivered() {
        Texts endpoint = new Texts();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("good"), RawFrame.text("bad").unmasked());
        }
        assertThat(endpoint.messages).containsExactly("good");
    }

    @Test
    void what_comes_after_the_error_is_neither_parsed_nor_kept() {
        Texts endpoint = new Texts();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("bad").unmasked());
            peer.sent();
            for (int i = 0; i < 100; i++) {
                peer.receive(RawFrame.text("flood").unmasked());
            }
            assertThat(peer.sent()).isEmpty();
        }
        assertThat(endpoint.faults).hasSize(1);
    }
}
