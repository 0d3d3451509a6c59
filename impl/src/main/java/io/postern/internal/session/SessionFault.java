package io.postern.internal.session;

import jakarta.websocket.CloseReason;
import java.time.Duration;

/** A peer broke one of the listener's limits; the session is closed with {@link #reason()}. */
final class SessionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    SessionFault(CloseReason.CloseCode code, String message) {
        // No stack trace: it is raised for every hostile frame and says nothing.
        super(message, null, false, false);
        this.reason = new CloseReason(code, message);
    }

    /** What the peer has begun is not complete in time. */
    static SessionFault overdue(String what, Duration time) {
        return new SessionFault(
                CloseReason.CloseCodes.VIOLATED_POLICY,
                "a " + what + " must be complete within " + time.toMillis() + " ms");
    }

    CloseReason reason() {
        return reason;
    }
}
