package io.postern.internal.session;

import jakarta.websocket.CloseReason;

/** A peer broke one of the listener's limits; the session is closed with {@link #reason()}. */
final class SessionFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    SessionFault(CloseReason.CloseCode code, String message) {
        // No stack trace: it is raised for every hostile frame and says nothing.
        super(message, null, false, false);
        this.reason = new CloseReason(code, message);
    }

    CloseReason reason() {
        return reason;
    }
}
