package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session of which ten frames of either kind are taken in a second. */
class FrameBudgetTest {

    private static final SessionConfig TEN = TestConfigs.frames(10, 10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ServerEndpoint("/")
    public static class Listening extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }

        @OnMessage
        void pong(PongMessage pong) {
            messages.add("pong");
        }
    }

    private final Listening endpoint = new Listening();

    private static RawFrame[] times(int count, RawFrame frame) {
        return Collections.nCopies(count, frame).toArray(RawFrame[]::new);
    }

    private static boolean reads(Conversation peer) {
        return peer.channel.config().isAutoRead();
    }

    @Test
    void beyond_it_reading_pauses_for_a_second_and_nothing_is_lost() {
        RawFrame[] burst =
                IntStream.range(0, 95)
                        .mapToObj(i -> RawFrame.text("message " + i))
                        .toArray(RawFrame[]::new);
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            peer.receive(burst);
            assertThat(endpoint.messages).hasSize(11);
            assertThat(reads(peer)).isFalse();
            peer.pass(SECOND.minusMillis(1));
            assertThat(endpoint.messages).hasSize(11);
            peer.pass(Duration.ofMillis(1));
            assertThat(endpoint.messages).hasSize(21);
            for (int i = 0; i < 8; i++) {
                peer.pass(SECOND);
            }
            assertThat(reads(peer)).isTrue();
            assertThat(endpoint.messages)
                    .isEqualTo(Arrays.stream(burst).map(RawFrame::text).toList());
            assertThat(endpoint.session.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawFrame.PING, RawFrame.PONG})
    void a_flood_of_control_frames_is_1008_after_ten_seconds(int opcode) {
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            RawFrame[] flood = times(100, RawFrame.of(opcode, new byte[4]));
            for (int i = 0; i < 10; i++) {
                peer.receive(flood);
                assertThat(reads(peer)).isFalse();
                assertThat(closes(peer)).as("second %d", i).isEmpty();
                peer.pass(SECOND);
            }
            assertThat(closes(peer))
                    .containsExactly(
                            RawFrame.close(1008, "more than 10 control frames a second for 10 s")
                                    .unmasked());
            peer.pass(SECOND);
            assertThat(peer.channel.isOpen()).isFalse();
        }
        assertThat(endpoint.faults).hasSize(1);
        assertThat(endpoint.closes)
                .containsExactly("1008 more than 10 control frames a second for 10 s");
    }

    private static List<RawFrame> closes(Conversation peer) {
        return peer.sent().stream().filter(frame -> frame.opcode() == RawFrame.CLOSE).toList();
    }

    @Test
    void a_flood_of_tiny_messages_is_1008_after_ten_seconds() {
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            peer.receive(times(1_000, RawFrame.text("x")));
            for (int i = 0; i < 10; i++) {
                assertThat(closes(peer)).isEmpty();
                peer.pass(SECOND);
            }
            assertThat(closes(peer)).extracting(RawFrame::closeCode).containsExactly(1008);
            assertThat(endpoint.messages).hasSizeBetween(100, 112);
        }
    }

    @Test
    void fragments_count_like_messages() {
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            peer.receive(RawFrame.text("").notFinal());
            peer.receive(times(10, RawFrame.continuation("").notFinal()));
            assertThat(reads(peer)).isFalse();
        }
    }

    @Test
    void the_two_kinds_are_counted_each_for_itself() {
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            peer.receive(times(10, RawFrame.text("x")));
            peer.receive(times(10, RawFrame.of(RawFrame.PING, new byte[0])));
            assertThat(reads(peer)).isTrue();
            peer.receive(RawFrame.of(RawFrame.PING, new byte[0]));
            assertThat(reads(peer)).isFalse();
        }
    }

    @Test
    void by_default_messages_are_not_counted_and_control_frames_a_hundred_times_a_second() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(times(5_000, RawFrame.text("x")));
            peer.receive(times(100, RawFrame.of(RawFrame.PING, new byte[0])));
            assertThat(reads(peer)).isTrue();
            peer.receive(RawFrame.of(RawFrame.PING, new byte[0]));
            assertThat(reads(peer)).isFalse();
        }
    }

    @Test
    void without_limits_nothing_pauses() {
        SessionConfig any = TestConfigs.frames(SocketConfig.NO_LIMIT, SocketConfig.NO_LIMIT);
        try (Conversation peer = Conversation.with(endpoint, any)) {
            peer.receive(times(5_000, RawFrame.of(RawFrame.PING, new byte[0])));
            peer.receive(times(5_000, RawFrame.text("x")));
            assertThat(reads(peer)).isTrue();
        }
    }

    @Test
    void a_close_frame_behind_the_flood_is_read_in_its_turn() {
        try (Conversation peer = Conversation.with(endpoint, TEN)) {
            peer.receive(times(15, RawFrame.text("x")));
            peer.receive(RawFrame.close(4001, "bye"));
            assertThat(closes(peer)).isEmpty();
            peer.pass(SECOND);
            assertThat(closes(peer)).extracting(RawFrame::closeCode).containsExactly(4001);
        }
        assertThat(endpoint.messages).hasSize(15);
        assertThat(endpoint.closes).containsExactly("4001 bye");
    }

    @Test
    void a_connection_that_ends_in_a_pause_leaves_no_timer() {
        Conversation peer = Conversation.with(endpoint, TEN);
        peer.receive(times(50, RawFrame.text("x")));
        peer.vanish();
        assertThat(peer.channel.hasPendingTasks()).isFalse();
        peer.close();
    }
}
