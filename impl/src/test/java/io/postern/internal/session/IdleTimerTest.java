package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class IdleTimerTest {

    private static final Duration IDLE = Duration.ofSeconds(60);

    @ServerEndpoint("/")
    public static class Quiet extends Noting {
        @OnMessage
        void text(String message) {}
    }

    private final Quiet endpoint = new Quiet();

    @Test
    void a_session_in_which_nothing_happens_is_closed_with_1001() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE))) {
            peer.pass(IDLE.minusMillis(1));
            assertThat(peer.sent()).isEmpty();
            peer.pass(Duration.ofMillis(1));
            assertThat(peer.sent())
                    .containsExactly(RawFrame.close(1001, "idle for 60000 ms").unmasked());
        }
        assertThat(endpoint.closes).containsExactly("1006 idle for 60000 ms");
    }

    @Test
    void what_the_peer_sends_keeps_it() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE))) {
            for (int i = 0; i < 3; i++) {
                peer.pass(IDLE.minusMillis(1)).receive(RawFrame.text("here"));
            }
            peer.pass(IDLE.minusMillis(1));
            assertThat(peer.sent()).isEmpty();
            peer.pass(Duration.ofMillis(1));
            assertThat(peer.sent()).hasSize(1);
        }
    }

    @Test
    void what_the_application_sends_keeps_it_too() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE))) {
            for (int i = 0; i < 3; i++) {
                peer.pass(IDLE.minusMillis(1));
                endpoint.session.getAsyncRemote().sendText("tick");
                assertThat(peer.sent()).containsExactly(RawFrame.text("tick").unmasked());
            }
            assertThat(endpoint.session.isOpen()).isTrue();
        }
    }

    @Test
    void pings_and_pongs_that_the_application_does_not_send_do_not_keep_it() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE))) {
            for (int i = 0; i < 6; i++) {
                peer.receive(
                        RawFrame.of(RawFrame.PING, new byte[1]),
                        RawFrame.of(RawFrame.PONG, new byte[1]));
                assertThat(peer.sent()).extracting(RawFrame::opcode).containsOnly(RawFrame.PONG);
                peer.pass(IDLE.dividedBy(6));
            }
            assertThat(peer.sent()).extracting(RawFrame::closeCode).containsExactly(1001);
        }
    }

    @Test
    void pings_of_the_application_keep_it() throws Exception {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE))) {
            for (int i = 0; i < 3; i++) {
                peer.pass(IDLE.minusMillis(1));
                endpoint.session.getBasicRemote().sendPing(ByteBuffer.allocate(1));
                assertThat(peer.sent()).hasSize(1);
            }
            assertThat(endpoint.session.isOpen()).isTrue();
        }
    }

    @Test
    void the_time_in_which_nothing_is_read_does_not_count() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (Conversation peer =
                Conversation.with(endpoint, TestConfigs.idle(IDLE), workers::add)) {
            workers.remove().run();
            peer.sent();
            RawFrame[] burst = new RawFrame[17];
            Arrays.fill(burst, RawFrame.text("x"));
            peer.receive(burst);
            peer.pass(IDLE.multipliedBy(5));
            assertThat(peer.sent()).isEmpty();
            while (!workers.isEmpty()) {
                workers.remove().run();
            }
            peer.pass(IDLE.minusSeconds(1));
            assertThat(peer.sent()).isEmpty();
            // A timer that was set in a pause looks a second late at most.
            peer.pass(Duration.ofSeconds(2));
            assertThat(peer.sent()).extracting(RawFrame::closeCode).containsExactly(1001);
            peer.close();
            workers.forEach(Runnable::run);
        }
    }

    @Test
    void there_is_none_by_default() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.pass(Duration.ofDays(365));
            assertThat(peer.sent()).isEmpty();
            assertThat(endpoint.session.getMaxIdleTimeout()).isZero();
        }
    }

    @Test
    void the_application_may_set_change_and_remove_it() {
        try (Conversation peer = Conversation.with(endpoint)) {
            endpoint.session.setMaxIdleTimeout(1_000);
            peer.pass(Duration.ofMillis(999));
            endpoint.session.setMaxIdleTimeout(5_000);
            peer.pass(Duration.ofMillis(4_999));
            endpoint.session.setMaxIdleTimeout(0);
            peer.pass(Duration.ofDays(1));
            assertThat(peer.sent()).isEmpty();
            endpoint.session.setMaxIdleTimeout(10);
            peer.pass(Duration.ZERO).pass(Duration.ofMillis(10));
            assertThat(peer.sent())
                    .containsExactly(RawFrame.close(1001, "idle for 10 ms").unmasked());
        }
    }

    @Test
    void it_ends_with_the_connection() {
        Conversation peer = Conversation.with(endpoint, TestConfigs.idle(IDLE));
        peer.vanish().pass(IDLE.multipliedBy(2));
        assertThat(endpoint.closes).containsExactly("1006");
        peer.close();
    }
}
