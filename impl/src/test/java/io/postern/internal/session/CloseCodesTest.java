package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodesTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        new SessionFault(CloseReason.CloseCodes.VIOLATED_POLICY, "limit"), 1008),
                Arguments.of(
                        new CorruptedWebSocketFrameException(
                                WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "not UTF-8"),
                        1007),
                Arguments.of(new CorruptedWebSocketFrameException(), 1002),
                Arguments.of(new TooLongFrameException("too long"), 1009),
                Arguments.of(new IOException("Connection reset"), 1006),
                Arguments.of(new SSLException("bad record"), 1006),
                Arguments.of(new DecoderException(new SSLException("bad record")), 1006),
                Arguments.of(new DecoderException("a decoder's own"), 1011),
                Arguments.of(new IllegalStateException("ours"), 1011));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_fault_has_its_code(Throwable fault, int code) {
        assertThat(CloseCodes.of(fault).getCloseCode().getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
    void a_code_that_may_be_sent_is_taken_from_the_application_and_from_the_peer(int code) {
        CloseReason reason = new CloseReason(() -> code, "bye");
        assertThatCode(() -> CloseCodes.sendable(reason)).doesNotThrowAnyException();
        CloseReason received = CloseCodes.received(code, "bye");
        assertThat(received.getCloseCode().getCode()).isEqualTo(code);
        assertThat(received.getReasonPhrase()).isEqualTo("bye");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 65_536})
    void a_code_that_must_not_be_sent_is_refused_with_its_number(int code) {
        assertThatThrownBy(() -> CloseCodes.sendable(new CloseReason(() -> code, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("close code " + code + " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 32_767, 32_768, 65_535})
    void a_received_code_beyond_the_range_is_a_protocol_error(int code) {
        assertThatThrownBy(() -> CloseCodes.received(code, ""))
                .satisfies(
                        fault ->
                                assertThat(CloseCodes.of(fault).getCloseCode())
                                        .isEqualTo(CloseReason.CloseCodes.PROTOCOL_ERROR));
    }

    @Test
    void a_close_frame_without_a_code_is_1005() {
        assertThat(CloseCodes.received(-1, "").getCloseCode())
                .isEqualTo(CloseReason.CloseCodes.NO_STATUS_CODE);
    }
}
