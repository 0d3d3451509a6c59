package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.listener.RawFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.SessionException;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an endpoint sees of the end of its session, and what is left of the session then. */
class EndingTest {

    @ServerEndpoint("/")
    public static class Ending extends Noting {
        Consumer<Session> onClose = closing -> {};

        @OnMessage
        String text(String message) throws IOException {
            messages.add(message);
            if (message.equals("close")) {
                session.close();
            }
            return "re: " + message;
        }

        @OnClose
        @Override
        public void closed(CloseReason reason) {
            onClose.accept(session);
            super.closed(reason);
        }
    }

    private final Ending endpoint = new Ending();
    private final Queue<Runnable> workers = new ArrayDeque<>();

    /** A conversation whose callbacks run when the test wants. */
    private Conversation opened() {
        Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add);
        work(peer);
        return peer;
    }

    private void work(Conversation peer) {
        while (!workers.isEmpty()) {
            workers.remove().run();
            peer.channel.runPendingTasks();
        }
    }

    /** WSC-4.5-1, D-4. */
    @Test
    void on_close_runs_before_the_connection_ends_when_the_peer_closes() {
        boolean[] connected = {false};
        try (Conversation peer = opened()) {
            endpoint.onClose = closing -> connected[0] = peer.channel.isOpen();
            peer.receive(RawFrame.close(4001, "bye"));
            assertThat(peer.channel.isOpen()).isTrue();
            work(peer);
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(connected[0]).isTrue();
        assertThat(endpoint.closes).containsExactly("4001 bye");
    }

    /** WSC-4.5-1, J-21. */
    @Test
    void on_close_runs_before_the_connection_ends_when_we_close() throws IOException {
        boolean[] connected = {false};
        try (Conversation peer = opened()) {
            endpoint.onClose = closing -> connected[0] = peer.channel.isOpen();
            endpoint.session.close();
            peer.receive(RawFrame.close(1000, ""));
            work(peer);
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(connected[0]).isTrue();
    }

    /** D-5: the peer is told another code than the endpoint. */
    @Test
    void a_close_by_the_container_is_1006_for_the_endpoint() {
        try (Conversation peer =
                Conversation.with(endpoint, TestConfigs.idle(Duration.ofSeconds(7)))) {
            peer.pass(Duration.ofSeconds(7));
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1001);
            peer.receive(RawFrame.close(1001, ""));
        }
        assertThat(endpoint.closes).containsExactly("1006 idle for 7000 ms");
    }

    /** J-22. */
    @Test
    void a_close_without_a_code_has_none_on_the_wire() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.close(
                    new CloseReason(CloseReason.CloseCodes.NO_STATUS_CODE, "not sent"));
            assertThat(peer.sent())
                    .containsExactly(RawFrame.of(RawFrame.CLOSE, new byte[0]).unmasked());
            peer.receive(RawFrame.of(RawFrame.CLOSE, new byte[0]));
        }
        assertThat(endpoint.closes).containsExactly("1005 not sent");
    }

    private static List<Consumer<Session>> uses() {
        MessageHandler.Whole<String> whole = message -> {};
        MessageHandler.Partial<String> partial = (message, last) -> {};
        return List.of(
                Session::getContainer,
                s -> s.addMessageHandler(whole),
                s -> s.addMessageHandler(String.class, whole),
                s -> s.addMessageHandler(String.class, partial),
                Session::getMessageHandlers,
                s -> s.removeMessageHandler(whole),
                Session::getProtocolVersion,
                Session::getNegotiatedSubprotocol,
                Session::getNegotiatedExtensions,
                Session::isSecure,
                Session::getMaxIdleTimeout,
                s -> s.setMaxIdleTimeout(1),
                Session::getMaxTextMessageBufferSize,
                s -> s.setMaxTextMessageBufferSize(1),
                Session::getMaxBinaryMessageBufferSize,
                s -> s.setMaxBinaryMessageBufferSize(1),
                Session::getAsyncRemote,
                Session::getBasicRemote,
                Session::getRequestURI,
                Session::getRequestParameterMap,
                Session::getQueryString,
                Session::getPathParameters,
                Session::getUserProperties,
                Session::getUserPrincipal,
                Session::getOpenSessions);
    }

    /** J-1, J-2. */
    @Test
    void when_on_close_has_returned_only_its_id_and_closing_are_left() throws IOException {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.close(1000, ""));
        }
        for (Consumer<Session> use : uses()) {
            assertThatThrownBy(() -> use.accept(endpoint.session))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith(" is closed");
        }
        assertThat(endpoint.session.isOpen()).isFalse();
        assertThat(endpoint.session.getId()).isNotEmpty();
        assertThat(endpoint.session).asString().contains(endpoint.session.getId());
        endpoint.session.close();
        endpoint.session.close(CloseCodes.NORMAL);
        assertThat(endpoint.closes).hasSize(1);
    }

    /** J-1, J-67, WSC-2.1.2-2. */
    @Test
    void in_on_close_it_can_be_read_though_the_connection_is_gone() {
        boolean[] read = {false};
        endpoint.onClose =
                closing -> {
                    assertThat(closing.isOpen()).isFalse();
                    assertThat(closing.getUserProperties()).containsEntry("user", "ann");
                    assertThat(closing.getRequestURI()).hasScheme("wss");
                    assertThat(closing.getOpenSessions()).isEmpty();
                    read[0] = true;
                };
        Conversation peer = Conversation.with(endpoint);
        endpoint.session.getUserProperties().put("user", "ann");
        endpoint.session.getUserProperties().put("nothing", null);
        peer.vanish();
        assertThat(endpoint.faults).isEmpty();
        assertThat(read[0]).isTrue();
        peer.close();
    }

    /** J-30, J-33, J-38. */
    @Test
    void a_remote_had_before_refuses_settings_as_arguments_and_sends_as_io() throws Exception {
        try (Conversation peer = Conversation.with(endpoint)) {
            RemoteEndpoint.Basic basic = endpoint.session.getBasicRemote();
            RemoteEndpoint.Async async = endpoint.session.getAsyncRemote();
            peer.receive(RawFrame.close(1000, ""));
            assertThatThrownBy(() -> basic.setBatchingAllowed(true))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> async.setSendTimeout(1))
                    .isInstanceOf(IllegalArgumentException.class);
            for (RemoteEndpoint remote : List.of(basic, async)) {
                assertThatThrownBy(() -> remote.sendPing(ByteBuffer.allocate(0)))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> remote.sendPong(ByteBuffer.allocate(0)))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** J-62. */
    @Test
    void the_reply_of_a_method_that_closed_fails_and_the_failure_goes_to_on_error() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("close"));
            assertThat(peer.sent()).containsExactly(RawFrame.close(1000, "").unmasked());
        }
        assertThat(endpoint.faults)
                .singleElement()
                .satisfies(
                        fault ->
                                assertThat(fault)
                                        .isInstanceOf(IOException.class)
                                        .hasMessage("the session is closed"));
    }

    /** J-68, WSC-5.2.3-1. */
    @Test
    void a_fault_of_the_peer_is_a_session_exception() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.text("bad").unmasked());
            assertThat(peer.sent().get(0).closeCode()).isEqualTo(1002);
        }
        assertThat(endpoint.faults)
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionException.class,
                        e -> {
                            assertThat(e.getSession()).isSameAs(endpoint.session);
                            assertThat(e.getCause()).isNotNull();
                        });
        assertThat(endpoint.closes).singleElement().asString().startsWith("1002");
    }

    /** RFC 6455 section 7.4.1; the peer has a second to read why. */
    @Test
    void a_kind_of_message_that_nobody_takes_is_1003_and_lingers() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.binary((byte) 1));
            assertThat(peer.sent())
                    .containsExactly(
                            RawFrame.close(1003, "this endpoint takes no binary messages")
                                    .unmasked());
            assertThat(peer.channel.isOpen()).isTrue();
            peer.receive(RawFrame.text("dropped"));
            peer.pass(Duration.ofSeconds(1));
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.messages).isEmpty();
        assertThat(endpoint.closes).containsExactly("1003 this endpoint takes no binary messages");
    }

    /** Else it would reach the end of the pipeline, and there a log. */
    @Test
    void a_kind_that_nobody_takes_from_a_peer_that_is_gone_is_no_fault() {
        try (Conversation peer = opened()) {
            peer.receive(RawFrame.binary((byte) 1));
            peer.vanish();
            work(peer);
            peer.channel.checkException();
        }
        assertThat(endpoint.closes).containsExactly("1006");
    }

    /** RFC 6455 section 5.5.3. */
    @Test
    void a_pong_that_nobody_takes_is_dropped() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(RawFrame.of(RawFrame.PONG, new byte[1]), RawFrame.text("hello"));
            assertThat(peer.sent()).containsExactly(RawFrame.text("re: hello").unmasked());
        }
        assertThat(endpoint.faults).isEmpty();
    }

    @Test
    void an_idle_time_out_set_in_on_close_leaves_no_timer() {
        endpoint.onClose = closing -> closing.setMaxIdleTimeout(60_000);
        try (Conversation peer = opened()) {
            peer.vanish();
            work(peer);
            assertThat(endpoint.closes).hasSize(1);
            assertThat(peer.channel.runScheduledPendingTasks()).isEqualTo(-1);
        }
    }
}
