package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.DispatchOn;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages whose callbacks run on the event loop: when it has all that one read brought. */
class LoopMessagesTest {

    private static final int COUNT = 100;

    @ServerEndpoint("/loop")
    @DispatchOn(Dispatch.EVENT_LOOP)
    public static class OnLoop extends Noting {
        @OnMessage
        String text(String message) {
            messages.add(message + (session.isOpen() ? "" : " after the end"));
            return message;
        }
    }

    private final OnLoop endpoint = new OnLoop();

    private static SessionConfig pending(int limit) {
        return TestConfigs.messages(
                new MessageLimits(70_000, 70_000, 10, Duration.ofSeconds(30), limit));
    }

    private static RawFrame[] texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> RawFrame.text("message " + i))
                .toArray(RawFrame[]::new);
    }

    private static List<RawFrame> echoes(RawFrame... sent) {
        return Arrays.stream(sent).map(RawFrame::unmasked).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 8, 9, 16, 200})
    void all_are_handled_in_their_order_however_few_may_wait(int limit) {
        try (Conversation peer = Conversation.with(endpoint, pending(limit))) {
            RawFrame[] burst = texts(COUNT);
            assertThat(peer.receive(burst).sent()).isEqualTo(echoes(burst));
            assertThat(endpoint.messages).hasSize(COUNT);
            assertThat(peer.channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void what_came_before_a_fault_is_handled_and_answered_before_it() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT)) {
            RawFrame good = RawFrame.text("good");
            RawFrame reserved = RawFrame.text("bad").withRsv(1);
            List<RawFrame> sent = peer.receive(good, reserved).sent();
            assertThat(endpoint.messages).containsExactly("good");
            assertThat(sent).hasSize(2).first().isEqualTo(good.unmasked());
            assertThat(sent.get(1).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void what_came_before_a_close_frame_is_answered_before_it() {
        try (Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT)) {
            RawFrame last = RawFrame.text("last");
            List<RawFrame> sent = peer.receive(last, RawFrame.close(1000, "bye")).sent();
            assertThat(endpoint.messages).containsExactly("last");
            assertThat(sent).hasSize(2).first().isEqualTo(last.unmasked());
            assertThat(sent.get(1).closeCode()).isEqualTo(1000);
        }
    }
}
