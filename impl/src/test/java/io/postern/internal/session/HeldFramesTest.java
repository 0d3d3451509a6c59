package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One read may bring many messages; of those that are over the limit none is made early. */
class HeldFramesTest {

    private static final int LIMIT = 4;
    private static final int COUNT = 100;

    private static final SessionConfig CONFIG =
            TestConfigs.messages(
                    new MessageLimits(70_000, 70_000, 10, Duration.ofSeconds(30), LIMIT));

    @ServerEndpoint("/texts")
    public static class Texts extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    private final Texts endpoint = new Texts();
    private final Queue<Runnable> workers = new ArrayDeque<>();

    private Conversation opened() {
        Conversation peer = Conversation.with(endpoint, CONFIG, workers::add);
        work(peer);
        return peer;
    }

    /** One turn of the workers, and then of the event loop. */
    private void work(Conversation peer) {
        for (int tasks = workers.size(); tasks > 0; tasks--) {
            workers.remove().run();
        }
        peer.channel.runPendingTasks();
    }

    private void workUntilIdle(Conversation peer) {
        while (!workers.isEmpty()) {
            work(peer);
        }
    }

    private static RawFrame[] burst(RawFrame... behind) {
        List<RawFrame> frames = new ArrayList<>();
        IntStream.range(0, COUNT).forEach(i -> frames.add(RawFrame.text("message " + i)));
        frames.addAll(List.of(behind));
        return frames.toArray(RawFrame[]::new);
    }

    private static List<Object> all() {
        return IntStream.range(0, COUNT).<Object>mapToObj(i -> "message " + i).toList();
    }

    @Test
    void a_turn_of_the_endpoint_sees_no_more_than_the_limit_and_nothing_is_lost() {
        try (Conversation peer = opened()) {
            peer.receive(burst());
            int before = 0;
            while (!workers.isEmpty()) {
                work(peer);
                assertThat(endpoint.messages.size() - before).isLessThanOrEqualTo(LIMIT);
                before = endpoint.messages.size();
            }
            assertThat(endpoint.messages).isEqualTo(all());
            assertThat(peer.channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void compressed_ones_are_inflated_in_their_turn_only() {
        try (DeflatingPeer deflating = new DeflatingPeer();
                Conversation peer =
                        Conversation.with(
                                endpoint, CONFIG, workers::add, DeflatingPeer.NEGOTIATED)) {
            work(peer);
            RawFrame[] burst =
                    IntStream.range(0, COUNT)
                            .mapToObj(i -> deflating.text("x".repeat(65_536)))
                            .toArray(RawFrame[]::new);
            peer.receive(burst);
            work(peer);
            assertThat(endpoint.messages).hasSize(LIMIT);
            workUntilIdle(peer);
            assertThat(endpoint.messages).hasSize(COUNT);
        }
    }

    @Test
    void a_polite_clients_last_messages_come_before_its_close_and_the_end_of_tls() {
        try (Conversation peer = opened()) {
            peer.receive(burst(RawFrame.close(4001, "bye")));
            peer.channel.pipeline().fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
            workUntilIdle(peer);
            assertThat(endpoint.messages).isEqualTo(all());
            assertThat(peer.sent()).containsExactly(RawFrame.close(4001, "bye").unmasked());
            workUntilIdle(peer);
        }
        assertThat(endpoint.closes).containsExactly("4001 bye");
    }

    @Test
    void what_is_held_is_dropped_with_the_connection() {
        try (Conversation peer = opened()) {
            peer.receive(burst());
            peer.vanish();
            workUntilIdle(peer);
        }
        assertThat(endpoint.messages.size()).isLessThanOrEqualTo(LIMIT);
        assertThat(endpoint.closes).containsExactly("1006");
    }
}
