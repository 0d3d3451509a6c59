package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import jakarta.websocket.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentBufferTest {

    private static final int LIMIT = 10;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final List<String> complete = new ArrayList<>();
    private int limit = LIMIT;
    private final FragmentBuffer buffer = new FragmentBuffer(allocator, () -> limit, 4);

    @AfterEach
    void nothing_is_left() {
        buffer.discard();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private void add(String fragment, boolean last) {
        ByteBuf payload = Unpooled.copiedBuffer(fragment, StandardCharsets.US_ASCII);
        buffer.add(payload, last, whole -> complete.add(whole.toString(StandardCharsets.US_ASCII)));
        payload.release();
    }

    /** Sends {@code size} bytes in {@code fragments} about equal parts. */
    private void message(int size, int fragments) {
        int sent = 0;
        for (int i = 1; i <= fragments; i++) {
            int end = size * i / fragments;
            add("x".repeat(end - sent), i == fragments);
            sent = end;
        }
    }

    @ParameterizedTest
    @CsvSource({"9, 1", "9, 2", "9, 4", "10, 1", "10, 2", "10, 4"})
    void a_message_up_to_the_limit_is_complete(int size, int fragments) {
        message(size, fragments);
        assertThat(complete).containsExactly("x".repeat(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void a_message_beyond_the_limit_is_1009(int fragments) {
        assertThatThrownBy(() -> message(LIMIT + 1, fragments))
                .isInstanceOfSatisfying(
                        SessionFault.class,
                        fault -> {
                            assertThat(fault.reason().getCloseCode())
                                    .isEqualTo(CloseReason.CloseCodes.TOO_BIG);
                            assertThat(fault).hasMessage("a message may have at most 10 bytes");
                        });
        assertThat(complete).isEmpty();
    }

    @Test
    void one_fragment_too_many_is_1008() {
        for (int i = 0; i < 4; i++) {
            add("x", false);
        }
        assertThatThrownBy(() -> add("x", true))
                .isInstanceOfSatisfying(
                        SessionFault.class,
                        fault -> {
                            assertThat(fault.reason().getCloseCode())
                                    .isEqualTo(CloseReason.CloseCodes.VIOLATED_POLICY);
                            assertThat(fault).hasMessage("a message may have at most 4 fragments");
                        });
    }

    @Test
    void empty_fragments_count_too() {
        for (int i = 0; i < 4; i++) {
            add("", false);
        }
        assertThatThrownBy(() -> add("", true)).isInstanceOf(SessionFault.class);
    }

    @Test
    void the_counts_begin_anew_with_each_message() {
        message(LIMIT, 4);
        message(LIMIT, 4);
        assertThat(complete).hasSize(2);
    }

    @Test
    void a_limit_that_the_session_changes_holds_from_the_next_frame_on() {
        limit = 20;
        message(20, 2);
        limit = 5;
        assertThatThrownBy(() -> message(6, 1)).isInstanceOf(SessionFault.class);
        assertThat(complete).hasSize(1);
    }

    @Test
    void a_message_in_one_frame_is_not_copied() {
        ByteBuf payload = Unpooled.copiedBuffer("whole", StandardCharsets.US_ASCII);
        buffer.add(payload, true, whole -> assertThat(whole).isSameAs(payload));
        payload.release();
    }

    @Test
    void memory_is_given_back_when_the_receiver_throws() {
        add("a", false);
        ByteBuf payload = Unpooled.copiedBuffer("b", StandardCharsets.US_ASCII);
        assertThatThrownBy(
                        () ->
                                buffer.add(
                                        payload,
                                        true,
                                        whole -> {
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        payload.release();
    }

    @Test
    void an_unfinished_message_can_be_dropped() {
        add("abc", false);
        buffer.discard();
        message(LIMIT, 1);
        assertThat(complete).containsExactly("x".repeat(LIMIT));
    }
}
