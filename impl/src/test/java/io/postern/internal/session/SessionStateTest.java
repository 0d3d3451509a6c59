package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import org.junit.jupiter.api.Test;

class SessionStateTest {

    private static final CloseReason FIRST = new CloseReason(CloseCodes.GOING_AWAY, "first");
    private static final CloseReason SECOND = new CloseReason(CloseCodes.NORMAL_CLOSURE, "second");

    private final SessionState state = new SessionState();

    @Test
    void it_begins_open() {
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void the_first_to_start_closing_wins_and_its_reason_holds() {
        assertThat(state.startClosing(FIRST)).isTrue();
        assertThat(state.isOpen()).isFalse();
        assertThat(state.startClosing(SECOND)).isFalse();
        assertThat(state.close(SECOND)).isEqualTo(FIRST);
    }

    @Test
    void a_connection_that_ends_without_a_word_is_closed_with_the_other_reason() {
        assertThat(state.close(SECOND)).isEqualTo(SECOND);
        assertThat(state.isOpen()).isFalse();
    }

    @Test
    void what_is_closed_stays_so_with_its_reason() {
        state.close(FIRST);
        assertThat(state.startClosing(SECOND)).isFalse();
        assertThat(state.close(SECOND)).isEqualTo(FIRST);
    }
}
