package io.postern.internal.session;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The table from a fault of the connection to the close code (RFC 6455 section 7.4.1). */
final class CloseCodes {

    /** The connection ended without a Close frame; never sent. */
    static final CloseReason ABNORMAL =
            new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "");

    static final CloseReason NORMAL = new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "");

    /** {@code @OnOpen} failed or no instance could be had. */
    static final CloseReason ENDPOINT_FAILED =
            new CloseReason(
                    CloseReason.CloseCodes.UNEXPECTED_CONDITION, "the endpoint could not open");

    /** The end of the range for private use (RFC 6455 section 7.4.2). */
    private static final int LAST_CODE = 4999;

    private CloseCodes() {}

    static CloseReason of(Throwable fault) {
        if (fault instanceof SessionFault limit) {
            return limit.reason();
        }
        if (fault instanceof CorruptedWebSocketFrameException corrupt) {
            return of(corrupt.closeStatus());
        }
        if (fault instanceof TooLongFrameException) {
            return of(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        }
        if (fault instanceof DecoderException && fault.getCause() != null) {
            // So Netty wraps what a decoder throws: a fault of TLS, for example.
            return of(fault.getCause());
        }
        if (fault instanceof IOException) {
            return ABNORMAL;
        }
        return of(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
    }

    /**
     * The reason that a received Close frame gives; 1005 where it gives none. The decoder has
     * refused the codes that must not be sent, up to 4999.
     *
     * @throws SessionFault for a code beyond
     */
    static CloseReason received(int code, String text) {
        if (code > LAST_CODE) {
            throw new SessionFault(
                    CloseReason.CloseCodes.PROTOCOL_ERROR, "there is no close code " + code);
        }
        return code < 0
                ? new CloseReason(CloseReason.CloseCodes.NO_STATUS_CODE, "")
                : new CloseReason(CloseReason.CloseCodes.getCloseCode(code), text);
    }

    /**
     * Checks a reason that the application gives; 1005 stands for a Close frame without a code.
     *
     * @throws IllegalArgumentException for a code that must not be sent
     */
    static CloseReason sendable(@Nullable CloseReason reason) {
        if (reason == null) {
            throw new IllegalArgumentException("the reason is null; use close() for code 1000");
        }
        int code = reason.getCloseCode().getCode();
        if (code == CloseReason.CloseCodes.NO_STATUS_CODE.getCode()) {
            return reason;
        }
        if (code < 0 || code > LAST_CODE || !WebSocketCloseStatus.isValidStatusCode(code)) {
            throw new IllegalArgumentException(
                    "close code "
                            + code
                            + " must not be sent (RFC 6455 section 7.4); use 1000 to 1003, 1007 to"
                            + " 1014 or 3000 to 4999");
        }
        return reason;
    }

    private static CloseReason of(WebSocketCloseStatus status) {
        return new CloseReason(
                CloseReason.CloseCodes.getCloseCode(status.code()), status.reasonText());
    }
}
