package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.internal.listener.RawFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static final CloseReason OURS = new CloseReason(() -> 4000, "ours");

    @ServerEndpoint("/")
    public static class Closing extends Noting {
        @OnMessage
        String text(String message) throws IOException {
            messages.add(message);
            if (message.equals("close")) {
                session.close(OURS);
            }
            return "re: " + message;
        }
    }

    @ServerEndpoint("/")
    public static class ClosingAtOnce extends Noting {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            try {
                opened.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    @ServerEndpoint("/")
    public static class FailingToOpen extends Noting {
        @OnOpen
        @Override
        public void open(Session opened) {
            throw new IllegalStateException("no");
        }
    }

    private final Closing endpoint = new Closing();

    @Test
    void the_peers_close_is_answered_with_its_code_and_ends_the_connection() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.close(4001, "bye"));
            assertThat(peer.sent()).containsExactly(RawFrame.close(4001, "bye").unmasked());
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.closes).containsExactly("4001 bye");
        assertThat(endpoint.faults).isEmpty();
    }

    @Test
    void a_close_without_a_code_is_answered_without_one() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.of(RawFrame.CLOSE, new byte[0]));
            assertThat(peer.sent())
                    .containsExactly(RawFrame.of(RawFrame.CLOSE, new byte[0]).unmasked());
        }
        assertThat(endpoint.closes).containsExactly("1005");
    }

    @Test
    void a_second_close_is_not_answered() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.close(4001, "one"), RawFrame.close(4002, "two"));
            assertThat(peer.sent()).containsExactly(RawFrame.close(4001, "one").unmasked());
        }
        assertThat(endpoint.closes).containsExactly("4001 one");
    }

    @Test
    void our_close_waits_for_the_peers() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close(OURS);
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
            assertThat(endpoint.session.isOpen()).isFalse();
            assertThat(endpoint.closes).isEmpty();
            peer.receive(RawFrame.close(4000, ""));
            assertThat(peer.channel.isOpen()).isFalse();
            assertThat(peer.sent()).isEmpty();
        }
        assertThat(endpoint.closes).containsExactly("4000 ours");
    }

    @Test
    void a_peer_that_never_answers_our_close_is_cut_after_the_close_time_out() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close();
            peer.sent();
            peer.pass(Duration.ofMillis(9_999));
            assertThat(peer.channel.isOpen()).isTrue();
            peer.pass(Duration.ofMillis(1));
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.closes).containsExactly("1000");
    }

    @Test
    void messages_that_arrive_after_our_close_are_dropped() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close(OURS);
            peer.receive(
                    RawFrame.text("late"),
                    RawFrame.of(RawFrame.PING, new byte[1]),
                    RawFrame.close(4000, ""));
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
        }
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void nothing_is_sent_behind_our_close_frame_not_even_a_reply() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("close"));
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
        }
    }

    @Test
    void our_close_frame_is_sent_though_the_peers_crosses_it() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            // Ours is queued but not yet written when the peer's arrives.
            endpoint.session.close(OURS);
            peer.receive(RawFrame.close(4001, "theirs"));
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.closes).containsExactly("4000 ours");
    }

    @Test
    void our_close_frame_is_sent_though_a_bad_frame_crosses_it() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close(OURS);
            peer.receive(RawFrame.text("bad").unmasked());
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
            peer.pass(Duration.ofSeconds(1));
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.closes).containsExactly("4000 ours");
    }

    @Test
    void a_session_may_be_closed_in_on_open() {
        ClosingAtOnce closing = new ClosingAtOnce();
        try (Conversation peer = Conversation.with(closing)) {
            peer.receive(RawFrame.text("hello"), RawFrame.close(1000, ""));
            assertThat(peer.sent()).containsExactly(RawFrame.close(1000, "").unmasked());
        }
        assertThat(closing.messages).isEmpty();
        assertThat(closing.closes).containsExactly("1000");
    }

    @Test
    void a_failing_on_open_is_1011() {
        FailingToOpen failing = new FailingToOpen();
        try (Conversation peer = Conversation.with(failing)) {
            assertThat(peer.sent())
                    .containsExactly(
                            RawFrame.close(1011, "the endpoint could not open").unmasked());
        }
        assertThat(failing.faults).hasSize(1);
        assertThat(failing.closes).containsExactly("1011 the endpoint could not open");
    }

    @Test
    void a_connection_that_ends_without_a_close_is_1006() {
        Conversation peer = Conversation.with(endpoint);
        assertThat(peer.sessions.size()).isOne();
        peer.vanish();
        assertThat(endpoint.closes).containsExactly("1006");
        assertThat(peer.sessions.size()).isZero();
        peer.close();
    }

    @Test
    void closing_twice_changes_nothing() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close(OURS);
            endpoint.session.close();
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
        }
        endpoint.session.close();
        assertThat(endpoint.closes).containsExactly("4000 ours");
    }

    @Test
    void sending_after_the_close_fails_whether_the_remote_was_had_before_or_not() throws Exception {
        try (Conversation peer = Conversation.with(endpoint)) {
            RemoteEndpoint.Async before = endpoint.session.getAsyncRemote();
            endpoint.session.close(OURS);
            Future<Void> late = before.sendText("late");
            assertThat(peer.sent()).containsExactly(RawFrame.close(4000, "ours").unmasked());
            assertThatThrownBy(late::get).hasCauseInstanceOf(IOException.class);
            FutureTask<?> blocking = new FutureTask<>(this::sendBlocking);
            Thread sender = new Thread(blocking);
            sender.start();
            await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
            assertThat(peer.sent()).isEmpty();
            assertThatThrownBy(blocking::get)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("the session is closed");
        }
    }

    private Void sendBlocking() throws IOException {
        endpoint.session.getBasicRemote().sendText("late");
        return null;
    }

    @Test
    void a_code_that_must_not_be_sent_is_refused_and_the_session_stays_open() {
        try (Conversation peer = Conversation.with(endpoint)) {
            CloseReason forbidden = new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "");
            assertThatThrownBy(() -> endpoint.session.close(forbidden))
                    .isInstanceOf(IllegalArgumentException.class);
            peer.receive(RawFrame.text("still here"));
            assertThat(peer.sent()).containsExactly(RawFrame.text("re: still here").unmasked());
        }
    }

    @Test
    void what_came_before_the_peers_close_is_answered_before_it() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add)) {
            opened(peer, workers);
            peer.receive(RawFrame.text("last words"), RawFrame.close(4001, "bye"));
            assertThat(peer.sent()).isEmpty();
            workers.remove().run();
            assertThat(peer.sent())
                    .containsExactly(
                            RawFrame.text("re: last words").unmasked(),
                            RawFrame.close(4001, "bye").unmasked());
            workers.forEach(Runnable::run);
        }
        assertThat(endpoint.faults).isEmpty();
        assertThat(endpoint.closes).containsExactly("4001 bye");
    }

    @Test
    void an_endpoint_that_does_not_return_keeps_the_connection_no_longer_than_the_close_time_out() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add)) {
            opened(peer, workers);
            peer.receive(RawFrame.text("last words"), RawFrame.close(4001, "bye"));
            peer.pass(Duration.ofSeconds(10));
            assertThat(peer.channel.isOpen()).isFalse();
            workers.forEach(Runnable::run);
        }
        assertThat(endpoint.messages).containsExactly("last words");
        assertThat(endpoint.closes).containsExactly("4001 bye");
    }

    @Test
    void a_peer_that_says_goodbye_and_does_not_wait_is_taken_at_its_word() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add)) {
            opened(peer, workers);
            peer.receive(RawFrame.close(1001, "tab closed"));
            peer.vanish();
            workers.forEach(Runnable::run);
        }
        assertThat(endpoint.closes).containsExactly("1001 tab closed");
    }

    private static void opened(Conversation peer, Queue<Runnable> workers) {
        workers.remove().run();
        peer.sent();
    }
}
