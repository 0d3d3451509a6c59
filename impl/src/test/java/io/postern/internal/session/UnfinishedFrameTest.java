package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that promise what does not come, and lengths that cannot be. */
class UnfinishedFrameTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    @ServerEndpoint("/")
    public static class Texts extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }

        @OnMessage
        void pong(PongMessage pong) {}
    }

    private final Texts endpoint = new Texts();

    private static byte[] frame() {
        return RawFrame.text("x".repeat(300)).bytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 9, 200, 307})
    void one_that_is_not_complete_in_time_is_1008_wherever_it_stopped(int sent) {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(Arrays.copyOf(frame(), sent));
            peer.pass(TIME.minusMillis(1));
            assertThat(peer.sent()).isEmpty();
            peer.pass(Duration.ofMillis(1));
            assertThat(peer.sent())
                    .containsExactly(
                            RawFrame.close(1008, "a frame must be complete within 30000 ms")
                                    .unmasked());
        }
        assertThat(endpoint.closes)
                .containsExactly("1008 a frame must be complete within 30000 ms");
        assertThat(endpoint.messages).isEmpty();
    }

    @Test
    void its_time_counts_from_the_first_byte_however_the_others_drip() {
        byte[] frame = frame();
        try (Conversation peer = Conversation.with(endpoint)) {
            for (int i = 0; i < 30; i++) {
                assertThat(peer.sent()).as("second %d", i).isEmpty();
                peer.receive(new byte[] {frame[i]});
                peer.pass(Duration.ofSeconds(1));
            }
            assertThat(peer.sent()).extracting(RawFrame::closeCode).containsExactly(1008);
        }
    }

    @Test
    void each_frame_has_its_own_time() {
        byte[] frame = frame();
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(Arrays.copyOf(frame, 5));
            peer.pass(TIME.minusMillis(1));
            peer.receive(Arrays.copyOfRange(frame, 5, frame.length));
            peer.receive(Arrays.copyOf(frame, 5));
            peer.pass(TIME.minusMillis(1));
            peer.receive(Arrays.copyOfRange(frame, 5, frame.length));
            peer.pass(TIME.multipliedBy(3));
            assertThat(peer.sent()).isEmpty();
        }
        assertThat(endpoint.messages).hasSize(2);
    }

    @Test
    void complete_ones_leave_no_deadline_behind() {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(frame()).receive(frame()).pass(TIME.multipliedBy(2));
            assertThat(peer.sent()).isEmpty();
            assertThat(peer.channel.hasPendingTasks()).isFalse();
        }
    }

    @Test
    void nothing_is_left_of_one_whose_connection_ends() {
        Conversation peer = Conversation.with(endpoint);
        peer.receive(Arrays.copyOf(frame(), 100)).vanish();
        assertThat(peer.channel.hasPendingTasks()).isFalse();
        assertThat(endpoint.faults).isEmpty();
        peer.close();
    }

    @Test
    void neither_frame_nor_message_is_overdue_for_what_was_not_read() {
        Queue<Runnable> workers = new ArrayDeque<>();
        RawFrame[] burst = new RawFrame[17];
        Arrays.fill(burst, RawFrame.of(RawFrame.PONG, new byte[1]));
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add)) {
            workers.remove().run();
            peer.sent();
            peer.receive(RawFrame.text("a part").notFinal()).receive(burst);
            peer.receive(Arrays.copyOf(RawFrame.continuation("the rest").bytes(), 10));
            assertThat(peer.channel.config().isAutoRead()).isFalse();
            peer.pass(TIME.multipliedBy(2));
            assertThat(peer.sent()).isEmpty();
            assertThat(endpoint.session.isOpen()).isTrue();
            peer.close();
            workers.forEach(Runnable::run);
        }
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                Arguments.of("negative", wide(-1L), 1002),
                Arguments.of("the most negative", wide(Long.MIN_VALUE), 1002),
                Arguments.of("2^63-1", wide(Long.MAX_VALUE), 1009),
                Arguments.of("2^32 + 5", wide((1L << 32) + 5), 1009),
                Arguments.of("2^31", wide(1L << 31), 1009),
                Arguments.of("5 in 64 bits", wide(5), 1002),
                Arguments.of("65535 in 64 bits", wide(65_535), 1002),
                Arguments.of("125 in 16 bits", narrow(125), 1002),
                Arguments.of("0 in 16 bits", narrow(0), 1002));
    }

    private static byte[] wide(long length) {
        return ByteBuffer.allocate(14)
                .put((byte) (0x80 | RawFrame.TEXT))
                .put((byte) (0x80 | 127))
                .putLong(length)
                .array();
    }

    private static byte[] narrow(int length) {
        return ByteBuffer.allocate(8)
                .put((byte) (0x80 | RawFrame.TEXT))
                .put((byte) (0x80 | 126))
                .putShort((short) length)
                .array();
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("lengths")
    void a_length_that_cannot_be_is_refused_before_anything_is_kept(
            String what, byte[] head, int code) {
        try (Conversation peer = Conversation.with(endpoint)) {
            peer.receive(head);
            assertThat(peer.sent()).extracting(RawFrame::closeCode).containsExactly(code);
        }
    }
}
