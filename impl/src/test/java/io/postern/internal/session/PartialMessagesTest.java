package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.MessageLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Messages that are taken in parts, and handlers that come and go. */
class PartialMessagesTest {

    @ServerEndpoint("/")
    public static class Parts extends Noting {
        @OnMessage
        void text(String part, boolean last) {
            messages.add(part + (last ? "." : ""));
        }

        @OnMessage
        void binary(byte[] part, boolean last) {
            messages.add(part.length + (last ? "." : ""));
        }
    }

    /** Adds a handler of parts while it opens. */
    @ServerEndpoint("/")
    public static class Adding extends Noting {
        final MessageHandler.Partial<String> first =
                (part, last) -> messages.add("first " + part + (last ? "." : ""));
        final MessageHandler.Whole<String> second = message -> messages.add("second " + message);

        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            opened.addMessageHandler(String.class, first);
        }

        void swap() {
            session.removeMessageHandler(first);
            session.addMessageHandler(String.class, second);
        }
    }

    @Test
    void parts_come_as_the_frames_do() {
        Parts endpoint = new Parts();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("a").notFinal());
            assertThat(endpoint.messages).containsExactly("a");
            peer.receive(
                    RawFrame.of(RawFrame.PING, new byte[0]),
                    RawFrame.continuation("").notFinal(),
                    RawFrame.continuation("b"),
                    RawFrame.binary((byte) 1));
        }
        assertThat(endpoint.messages).containsExactly("a", "", "b.", "1.");
    }

    /** J-63: neither the size nor the number nor the time of parts is limited. */
    @Test
    void the_limits_of_whole_messages_do_not_count_for_parts() {
        Parts endpoint = new Parts();
        MessageLimits limits = new MessageLimits(20, 10, 5, Duration.ofSeconds(30), 16);
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.messages(limits))) {
            peer.receive(RawFrame.binary(new byte[10]).notFinal());
            for (int i = 0; i < 20; i++) {
                peer.receive(RawFrame.of(RawFrame.CONTINUATION, new byte[10]).notFinal());
            }
            peer.pass(Duration.ofMinutes(5));
            peer.receive(RawFrame.continuation("x"));
            assertThat(peer.sent()).isEmpty();
        }
        assertThat(endpoint.messages).hasSize(22).endsWith("1.");
    }

    /** J-66, D-2, J-9. */
    @Test
    void a_message_that_began_for_a_handler_is_its_to_the_end() {
        Adding endpoint = new Adding();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("a").notFinal());
            endpoint.swap();
            peer.receive(RawFrame.continuation("b"), RawFrame.text("c"));
        }
        assertThat(endpoint.messages).containsExactly("first a", "first b.", "second c");
    }

    @Test
    void a_handler_of_parts_that_comes_within_a_message_gets_the_next_one() {
        Adding endpoint = new Adding();
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.swap();
            peer.receive(RawFrame.text("a").notFinal());
            endpoint.session.removeMessageHandler(endpoint.second);
            MessageHandler.Partial<String> parts = (part, last) -> endpoint.messages.add(part);
            endpoint.session.addMessageHandler(String.class, parts);
            peer.receive(RawFrame.continuation("b"), RawFrame.text("c").notFinal());
        }
        // The whole message goes to who is there when its turn comes.
        assertThat(endpoint.messages).containsExactly("ab", "c");
    }

    @Test
    void a_whole_message_is_for_the_handler_that_is_there_at_its_turn() {
        Queue<Runnable> workers = new ArrayDeque<>();
        Adding endpoint = new Adding();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add)) {
            workers.remove().run();
            peer.sent();
            endpoint.swap();
            peer.receive(RawFrame.text("a"));
            endpoint.session.removeMessageHandler(endpoint.second);
            endpoint.session.addMessageHandler(
                    String.class, (MessageHandler.Whole<String>) m -> endpoint.messages.add(m));
            workers.remove().run();
            assertThat(endpoint.messages).isEqualTo(List.of("a"));
        }
    }
}
