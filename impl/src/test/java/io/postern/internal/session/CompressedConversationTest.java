package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session on which permessage-deflate was negotiated. */
class CompressedConversationTest {

    @ServerEndpoint("/")
    public static class Echo extends Noting {
        @OnMessage
        String text(String message) {
            messages.add(message);
            return message;
        }
    }

    private static final MessageLimits LIMITS =
            new MessageLimits(1000, 600, 128, Duration.ofSeconds(30), 16);

    private final Echo endpoint = new Echo();
    private final DeflatingPeer peer = new DeflatingPeer();
    private final Conversation conversation =
            Conversation.with(endpoint, TestConfigs.messages(LIMITS), DeflatingPeer.NEGOTIATED);

    @AfterEach
    void close() {
        conversation.close();
        peer.close();
    }

    @Test
    void messages_go_both_ways() {
        for (String message : List.of("Hello", "Hello", "", "hello, hello, hello")) {
            conversation.receive(peer.text(message));
            RawFrame answer = only(conversation.sent());
            assertThat(answer.rsv()).isEqualTo(4);
            assertThat(peer.text(answer)).isEqualTo(message);
        }
    }

    @Test
    void the_session_names_the_extension() {
        assertThat(endpoint.session.getNegotiatedExtensions())
                .extracting(Extension::getName)
                .containsExactly("permessage-deflate");
    }

    @Test
    void a_client_need_not_compress_every_message() {
        conversation.receive(RawFrame.text("plain"), peer.text("Hello"), RawFrame.text("again"));
        assertThat(endpoint.messages).containsExactly("plain", "Hello", "again");
    }

    @Test
    void fragments_with_control_frames_between_become_one_message() {
        byte[] payload = peer.deflate("in three parts".getBytes(StandardCharsets.UTF_8));
        conversation.receive(
                part(RawFrame.TEXT, payload, 0, 4).withRsv(4).notFinal(),
                RawFrame.of(RawFrame.PING, new byte[] {7}),
                part(RawFrame.CONTINUATION, payload, 4, 5).notFinal(),
                part(RawFrame.CONTINUATION, payload, 5, payload.length));
        assertThat(endpoint.messages).containsExactly("in three parts");
        List<RawFrame> sent = conversation.sent();
        assertThat(sent.get(0)).isEqualTo(RawFrame.of(RawFrame.PONG, new byte[] {7}).unmasked());
        assertThat(peer.text(sent.get(1))).isEqualTo("in three parts");
    }

    @Test
    void a_message_is_bounded_by_what_it_inflates_to() {
        conversation.receive(peer.text("x".repeat(1000)));
        assertThat(endpoint.messages).hasSize(1);
        conversation.receive(peer.text("x".repeat(1001)));
        List<RawFrame> sent = conversation.sent();
        assertThat(sent.get(sent.size() - 1).closeCode()).isEqualTo(1009);
        assertThat(endpoint.messages).hasSize(1);
    }

    @Test
    void a_bomb_is_1009() {
        RawFrame bomb = peer.text("x".repeat(10_000_000));
        byte[] start = Arrays.copyOf(bomb.payload(), 500);
        conversation.receive(RawFrame.of(RawFrame.TEXT, start).withRsv(4).notFinal());
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1009);
    }

    @Test
    void fragments_that_inflate_to_too_much_together_are_1009() {
        byte[] message = peer.deflate("x".repeat(1001).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < message.length - 1; i++) {
            RawFrame part = part(i == 0 ? RawFrame.TEXT : RawFrame.CONTINUATION, message, i, i + 1);
            conversation.receive(i == 0 ? part.withRsv(4).notFinal() : part.notFinal());
        }
        conversation.receive(
                part(RawFrame.CONTINUATION, message, message.length - 1, message.length));
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1009);
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void a_raised_limit_of_the_session_holds_for_the_next_message() {
        endpoint.session.setMaxTextMessageBufferSize(5000);
        conversation.receive(peer.text("x".repeat(5000)));
        assertThat(endpoint.messages).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xFF, 7})
    void corrupt_data_is_1007(byte corrupt) {
        conversation.receive(RawFrame.of(RawFrame.TEXT, new byte[] {corrupt, 1}).withRsv(4));
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1007);
        assertThat(endpoint.faults).hasSize(1);
    }

    @Test
    void utf_8_is_validated_when_it_is_inflated() {
        conversation.receive(peer.frame(RawFrame.TEXT, (byte) 0xC0, (byte) 0x80));
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1007);
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void a_character_may_be_cut_between_two_inflated_parts() {
        byte[] payload = peer.deflate("€".repeat(100).getBytes(StandardCharsets.UTF_8));
        conversation.receive(
                part(RawFrame.TEXT, payload, 0, 3).withRsv(4).notFinal(),
                part(RawFrame.CONTINUATION, payload, 3, payload.length));
        assertThat(endpoint.messages).containsExactly("€".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void other_reserved_bits_are_1002(int rsv) {
        conversation.receive(peer.text("x").withRsv(rsv));
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1002);
    }

    @Test
    void rsv1_on_a_control_frame_is_1002() {
        conversation.receive(RawFrame.of(RawFrame.PING, new byte[0]).withRsv(4));
        assertThat(only(conversation.sent()).closeCode()).isEqualTo(1002);
    }

    @Test
    void a_vanished_peer_leaves_nothing() {
        byte[] payload = peer.deflate(new byte[500]);
        conversation.receive(part(RawFrame.TEXT, payload, 0, 4).withRsv(4).notFinal());
        conversation.vanish();
        assertThat(endpoint.closes).singleElement().asString().startsWith("1006");
    }

    private static RawFrame part(int opcode, byte[] payload, int from, int to) {
        return RawFrame.of(opcode, Arrays.copyOfRange(payload, from, to));
    }

    private static RawFrame only(List<RawFrame> frames) {
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }
}
