package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PendingMessagesTest {

    @ServerEndpoint("/")
    public static class Slow extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();

    private boolean reading() {
        channel.runPendingTasks();
        return channel.config().isAutoRead();
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    private PendingMessages pending(int limit) {
        return new PendingMessages(channel, new ReadGate(channel), limit);
    }

    @Test
    void reading_pauses_for_what_is_beyond_the_limit_and_goes_on_at_half_of_it() {
        PendingMessages pending = pending(16);
        repeat(15, pending::received);
        assertThat(pending.hasRoom()).isTrue();
        pending.received();
        assertThat(reading()).isTrue();
        assertThat(pending.hasRoom()).isFalse();
        assertThat(reading()).isFalse();
        repeat(7, pending::handled);
        assertThat(reading()).isFalse();
        pending.handled();
        assertThat(reading()).isTrue();
        assertThat(pending.hasRoom()).isTrue();
    }

    @Test
    void a_peer_that_keeps_to_the_limit_leaves_no_task_behind() {
        PendingMessages pending = pending(4);
        for (int i = 0; i < 3; i++) {
            repeat(4, pending::received);
            repeat(4, pending::handled);
            assertThat(channel.hasPendingTasks()).isFalse();
        }
    }

    @Test
    void a_limit_of_one_takes_message_by_message() {
        PendingMessages pending = pending(1);
        for (int i = 0; i < 3; i++) {
            assertThat(pending.hasRoom()).isTrue();
            pending.received();
            assertThat(pending.hasRoom()).isFalse();
            assertThat(reading()).isFalse();
            pending.handled();
            assertThat(reading()).isTrue();
        }
    }

    @Test
    void more_messages_than_the_limit_in_one_frame_are_all_waited_for() {
        PendingMessages pending = pending(4);
        repeat(10, pending::received);
        assertThat(pending.hasRoom()).isFalse();
        repeat(7, pending::handled);
        assertThat(reading()).isFalse();
        pending.handled();
        assertThat(reading()).isTrue();
    }

    @Test
    void a_resume_that_was_overtaken_by_new_messages_does_not_read_on() {
        PendingMessages pending = pending(2);
        repeat(2, pending::received);
        assertThat(pending.hasRoom()).isFalse();
        pending.handled();
        // The resume is queued; before it runs, the rest of the same frame arrives.
        pending.received();
        assertThat(reading()).isFalse();
        repeat(2, pending::handled);
        assertThat(reading()).isTrue();
    }

    @Test
    void a_slow_endpoint_pauses_its_connection() {
        Queue<Runnable> workers = new ArrayDeque<>();
        Slow endpoint = new Slow();
        MessageLimits limits = new MessageLimits(100, 100, 10, Duration.ofSeconds(30), 2);
        try (Conversation peer =
                Conversation.with(endpoint, TestConfigs.messages(limits), workers::add)) {
            workers.remove().run();
            peer.sent();
            peer.receive(RawFrame.text("one"), RawFrame.text("two"));
            assertThat(peer.channel.config().isAutoRead()).isTrue();
            peer.receive(RawFrame.text("three"));
            assertThat(peer.channel.config().isAutoRead()).isFalse();
            workers.remove().run();
            peer.sent();
            assertThat(peer.channel.config().isAutoRead()).isTrue();
            peer.close();
            workers.forEach(Runnable::run);
        }
        assertThat(endpoint.messages).containsExactly("one", "two", "three");
    }
}
