package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Connection;
import io.postern.PingMode;
import io.postern.internal.config.SilenceLimits;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What a session does with a peer that says nothing, or only what it must. */
class SilentPeerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @ServerEndpoint("/")
    public static class Listening extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }

        @OnMessage
        void pong(PongMessage pong) {
            messages.add("pong of " + pong.getApplicationData().remaining() + " bytes");
        }
    }

    private final Listening endpoint = new Listening();

    private Conversation saving() {
        return Conversation.with(endpoint, TestConfigs.pings(PingMode.BANDWIDTH_SAVING, TIMEOUT));
    }

    private static RawFrame pong(RawFrame ping) {
        return RawFrame.of(RawFrame.PONG, ping.payload());
    }

    @Test
    void one_that_is_gone_is_closed_with_1001_and_cut_when_that_is_not_answered() {
        try (Conversation peer = saving()) {
            peer.pass(TIMEOUT.dividedBy(2));
            assertThat(peer.sent()).extracting(RawFrame::opcode).containsExactly(RawFrame.PING);
            peer.pass(TIMEOUT.dividedBy(2));
            assertThat(peer.sent())
                    .containsExactly(
                            RawFrame.close(1001, "no sign of life for 60000 ms").unmasked());
            assertThat(peer.channel.isOpen()).isTrue();
            peer.pass(Duration.ofSeconds(10));
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.closes).containsExactly("1006 no sign of life for 60000 ms");
        assertThat(endpoint.faults).isEmpty();
    }

    @Test
    void its_pong_is_a_sign_of_life_that_the_application_does_not_see() {
        try (Conversation peer = saving()) {
            for (int i = 0; i < 10; i++) {
                peer.pass(TIMEOUT.dividedBy(2));
                RawFrame ping = peer.sent().get(0);
                peer.pass(Duration.ofMillis(40));
                peer.receive(pong(ping));
            }
            assertThat(endpoint.session.isOpen()).isTrue();
            assertThat(Connection.of(endpoint.session).roundTrip()).contains(Duration.ofMillis(40));
        }
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void pings_of_the_application_and_pongs_without_a_ping_go_on_as_before() throws Exception {
        try (Conversation peer = saving()) {
            endpoint.session.getBasicRemote().sendPing(ByteBuffer.allocate(16));
            RawFrame ping = peer.sent().get(0);
            peer.receive(pong(ping), RawFrame.of(RawFrame.PONG, new byte[5]));
            assertThat(Connection.of(endpoint.session).roundTrip()).isEmpty();
        }
        assertThat(endpoint.messages).containsExactly("pong of 16 bytes", "pong of 5 bytes");
    }

    @Test
    void a_part_of_a_frame_is_a_sign_of_life_too() {
        byte[] frame = RawFrame.text("x".repeat(20)).bytes();
        try (Conversation peer = saving()) {
            peer.pass(Duration.ofSeconds(29)).receive(new byte[] {frame[0]});
            peer.pass(Duration.ofSeconds(29));
            assertThat(peer.sent()).isEmpty();
        }
    }

    @Test
    void a_peer_whose_messages_wait_for_the_endpoint_is_not_judged() {
        Queue<Runnable> workers = new ArrayDeque<>();
        try (Conversation peer =
                Conversation.with(
                        endpoint,
                        TestConfigs.pings(PingMode.LATENCY_CONTROL, TIMEOUT),
                        workers::add)) {
            workers.remove().run();
            peer.sent();
            RawFrame[] burst = new RawFrame[17];
            java.util.Arrays.fill(burst, RawFrame.text("x"));
            peer.receive(burst);
            assertThat(peer.channel.config().isAutoRead()).isFalse();
            for (int i = 0; i < 20; i++) {
                peer.pass(TIMEOUT.dividedBy(4));
            }
            assertThat(endpoint.session.isOpen()).isTrue();
            peer.close();
            workers.forEach(Runnable::run);
        }
    }

    @Test
    void a_peer_that_answers_every_ping_and_says_nothing_is_idle() {
        Duration idle = Duration.ofSeconds(100);
        try (Conversation peer =
                Conversation.with(
                        endpoint,
                        TestConfigs.silence(
                                new SilenceLimits(PingMode.LATENCY_CONTROL, TIMEOUT, idle)))) {
            for (int i = 0; i < 5; i++) {
                peer.receive(pong(peer.sent().get(0)));
                peer.pass(Duration.ofSeconds(20));
            }
            assertThat(peer.sent()).contains(RawFrame.close(1001, "idle for 100000 ms").unmasked());
        }
    }

    @Test
    void off_it_may_be_silent_for_ever() {
        try (Conversation peer =
                Conversation.with(endpoint, TestConfigs.pings(PingMode.OFF, TIMEOUT))) {
            peer.pass(Duration.ofDays(100));
            assertThat(peer.sent()).isEmpty();
            assertThat(endpoint.session.isOpen()).isTrue();
        }
    }
}
