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

    @Test
    void reading_pauses_at_the_limit_and_goes_on_at_half_of_it() {
        PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), 16);
        repeat(15, pending::received);
        assertThat(reading()).isTrue();
        pending.received();
        assertThat(reading()).isFalse();
        repeat(7, pending::handled);
        assertThat(reading()).isFalse();
        pending.handled();
        assertThat(reading()).isTrue();
    }

    @Test
    void a_limit_of_one_reads_message_by_message() {
        PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), 1);
        for (int i = 0; i < 3; i++) {
            pending.received();
            assertThat(reading()).isFalse();
            pending.handled();
            assertThat(reading()).isTrue();
        }
    }

    @Test
    void more_messages_than_the_limit_in_one_read_are_all_waited_for() {
        PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), 4);
        repeat(10, pending::received);
        repeat(7, pending::handled);
        assertThat(reading()).isFalse();
        pending.handled();
        assertThat(reading()).isTrue();
    }

    @Test
    void a_resume_that_was_overtaken_by_new_messages_does_not_read_on() {
        PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), 2);
        repeat(2, pending::received);
        pending.handled();
        // The resume is queued; before it runs, the rest of the same read arrives.
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
            assertThat(peer.channel.config().isAutoRead()).isFalse();
            workers.remove().run();
            peer.sent();
            assertThat(peer.channel.config().isAutoRead()).isTrue();
            peer.close();
            workers.forEach(Runnable::run);
        }
        assertThat(endpoint.messages).containsExactly("one", "two");
    }
}
