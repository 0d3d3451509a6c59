package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.SessionException;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FragmentedMessageTest {

    @ServerEndpoint("/")
    public static class Both extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }

        @OnMessage
        void binary(ByteBuffer message) {
            messages.add(message);
        }
    }

    private final Both endpoint = new Both();

    @Test
    void its_parts_are_joined() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("one ").notFinal());
            peer.receive(RawFrame.continuation("two ").notFinal());
            assertThat(endpoint.messages).isEmpty();
            peer.receive(RawFrame.continuation("three"));
            peer.receive(RawFrame.binary((byte) 1).notFinal());
            peer.receive(RawFrame.of(RawFrame.CONTINUATION, new byte[] {2}));
        }
        assertThat(endpoint.messages)
                .containsExactly("one two three", ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void a_character_may_be_cut_at_every_byte() {
        byte[] euro = "€😀".getBytes(StandardCharsets.UTF_8);
        try (Conversation peer = Conversation.with(endpoint)) {
            for (int i = 0; i < euro.length; i++) {
                int opcode = i == 0 ? RawFrame.TEXT : RawFrame.CONTINUATION;
                RawFrame part = RawFrame.of(opcode, Arrays.copyOfRange(euro, i, i + 1));
                peer.receive(i == euro.length - 1 ? part : part.notFinal());
            }
        }
        assertThat(endpoint.messages).containsExactly("€😀");
    }

    @Test
    void a_character_that_never_ends_is_1007() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(
                    RawFrame.of(RawFrame.TEXT, new byte[] {(byte) 0xE2}).notFinal(),
                    RawFrame.of(RawFrame.CONTINUATION, new byte[] {(byte) 0x82}));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1007);
        }
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void control_frames_may_stand_between_its_parts() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(
                    RawFrame.text("one ").notFinal(),
                    RawFrame.of(RawFrame.PING, new byte[] {7}),
                    RawFrame.continuation("two"));
            assertThat(peer.sent())
                    .singleElement()
                    .isEqualTo(RawFrame.of(RawFrame.PONG, new byte[] {7}).unmasked());
        }
        assertThat(endpoint.messages).containsExactly("one two");
    }

    @Test
    void one_that_is_not_complete_in_time_is_1008() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("one ").notFinal());
            peer.pass(Duration.ofMillis(29_999));
            // The deadline counts from the first part; another one does not move it.
            peer.receive(RawFrame.continuation("two ").notFinal());
            assertThat(peer.sent()).isEmpty();
            peer.pass(Duration.ofMillis(1));
            RawFrame close = peer.sent().get(0);
            assertThat(close.closeCode()).isEqualTo(1008);
            assertThat(close.closeReason()).isEqualTo("a message must be complete within 30000 ms");
        }
        assertThat(endpoint.faults)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(SessionException.class)
                .hasCauseInstanceOf(SessionFault.class);
        assertThat(endpoint.closes)
                .containsExactly("1008 a message must be complete within 30000 ms");
    }

    @Test
    void the_deadline_goes_with_its_message() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("one ").notFinal(), RawFrame.continuation("two"));
            peer.pass(Duration.ofSeconds(31));
            peer.receive(RawFrame.text("three"));
            assertThat(peer.sent()).isEmpty();
        }
        assertThat(endpoint.messages).containsExactly("one two", "three");
    }

    @Test
    void no_deadline_is_left_when_the_connection_ends_in_the_middle() {
        Conversation peer = Conversation.with(endpoint);
        peer.receive(RawFrame.text("one ").notFinal());
        peer.vanish();
        peer.pass(Duration.ofSeconds(31));
        assertThat(endpoint.closes).containsExactly("1006");
        assertThat(endpoint.faults).isEmpty();
        peer.close();
    }

    @Test
    void too_many_parts_are_1008() {
        MessageLimits limits = new MessageLimits(100, 100, 2, Duration.ofSeconds(30), 16);
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(limits))) {
            peer.receive(
                    RawFrame.text("1").notFinal(),
                    RawFrame.continuation("2").notFinal(),
                    RawFrame.continuation("3"));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1008);
        }
        assertThat(endpoint.messages).isEmpty();
    }
}
