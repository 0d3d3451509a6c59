package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSizeTest {

    private static final MessageLimits LIMITS =
            new MessageLimits(1000, 600, 128, Duration.ofSeconds(30), 16);

    @ServerEndpoint("/")
    public static class Plain extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message.length());
        }

        @OnMessage
        void binary(byte[] message) {
            messages.add(message.length);
        }
    }

    @ServerEndpoint("/")
    public static class Declared extends Noting {
        @OnMessage(maxMessageSize = 2000)
        void text(String message) {
            messages.add(message.length());
        }

        @OnMessage(maxMessageSize = 10)
        void binary(byte[] message) {
            messages.add(message.length);
        }
    }

    private static String letters(int count) {
        return "x".repeat(count);
    }

    @ParameterizedTest
    @CsvSource({"600, 400", "600, 399"})
    void a_message_within_the_limit_arrives(int first, int second) {
        Plain endpoint = new Plain();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            peer.receive(
                    RawFrame.text(letters(first)).notFinal(),
                    RawFrame.continuation(letters(second)));
        }
        assertThat(endpoint.messages).containsExactly(first + second);
    }

    @Test
    void a_message_beyond_the_limit_is_1009() {
        Plain endpoint = new Plain();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            peer.receive(
                    RawFrame.text(letters(600)).notFinal(), RawFrame.continuation(letters(401)));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1009);
        }
        assertThat(endpoint.closes).containsExactly("1009 a message may have at most 1000 bytes");
    }

    @Test
    void a_frame_beyond_the_limit_is_1009_before_its_payload_comes() {
        Plain endpoint = new Plain();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            byte[] frame = RawFrame.text(letters(601)).bytes();
            peer.receive(java.util.Arrays.copyOf(frame, 8));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1009);
        }
        assertThat(endpoint.closes).singleElement().asString().startsWith("1009");
    }

    @Test
    void a_limit_of_the_method_goes_before_the_listeners_in_both_directions() {
        Declared endpoint = new Declared();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            peer.receive(RawFrame.text(letters(2000)));
            assertThat(peer.sent()).isEmpty();
            peer.receive(RawFrame.binary(new byte[11]));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1009);
        }
        assertThat(endpoint.messages).containsExactly(2000);
    }

    @Test
    void a_limit_that_the_session_sets_holds_from_then_on() {
        Plain endpoint = new Plain();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            endpoint.session.setMaxTextMessageBufferSize(5);
            peer.receive(RawFrame.binary(new byte[6]), RawFrame.text("five!"));
            assertThat(peer.sent()).isEmpty();
            peer.receive(RawFrame.text("six!!!"));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1009);
        }
        assertThat(endpoint.messages).containsExactly(6, 5);
    }

    @ServerEndpoint("/")
    public static class Raising extends Plain {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            opened.setMaxTextMessageBufferSize(3000);
        }
    }

    @Test
    void a_limit_raised_in_on_open_lets_a_single_frame_of_that_size_in() {
        Raising endpoint = new Raising();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            peer.receive(RawFrame.text(letters(3000)), RawFrame.binary(new byte[1000]));
            assertThat(peer.sent()).isEmpty();
            peer.receive(RawFrame.binary(new byte[1001]));
            assertThat(peer.sent().get(0).closeReason()).contains("at most 1000 bytes");
        }
        assertThat(endpoint.messages).containsExactly(3000, 1000);
    }

    @ServerEndpoint("/")
    public static class Streamed extends Noting {
        @OnMessage(maxMessageSize = 10)
        void text(Reader message) throws IOException {
            messages.add(message.read(new char[2000]));
        }
    }

    /** J-63: the limit of a method does not count for streams. */
    @Test
    void a_method_that_reads_a_stream_is_bound_by_the_session_alone() {
        Streamed endpoint = new Streamed();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(LIMITS))) {
            peer.receive(
                    RawFrame.text(letters(600)).notFinal(), RawFrame.continuation(letters(400)));
            assertThat(peer.sent()).isEmpty();
            peer.receive(RawFrame.text(letters(601)));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1009);
        }
        assertThat(endpoint.messages).containsExactly(1000);
    }

    @Test
    void a_negative_limit_is_refused() {
        Plain endpoint = new Plain();
        try (Conversation peer = Conversation.with(endpoint)) {
            assertThatThrownBy(() -> endpoint.session.setMaxBinaryMessageBufferSize(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
            assertThat(endpoint.session.getMaxBinaryMessageBufferSize()).isEqualTo(65_536);
        }
    }
}
