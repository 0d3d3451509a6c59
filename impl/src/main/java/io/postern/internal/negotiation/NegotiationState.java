package io.postern.internal.negotiation;

import io.postern.RefusalReason;

/** Where a negotiation stands. It moves forward only. */
public enum NegotiationState {
    /** Accepted; the peer has sent nothing yet, and asks for nothing. */
    SILENT(RefusalReason.TIMED_OUT_IN_TLS),
    /** In the queue, without a permit. */
    WAITING(RefusalReason.TIMED_OUT_WAITING),
    /** With a permit, in the TLS handshake. */
    TLS(RefusalReason.TIMED_OUT_IN_TLS),
    /** With a permit, in the upgrade. */
    UPGRADE(RefusalReason.TIMED_OUT_IN_UPGRADE),
    /** Ended, with whatever outcome. */
    ENDED(RefusalReason.INTERNAL_ERROR);

    private final RefusalReason timedOut;

    NegotiationState(RefusalReason timedOut) {
        this.timedOut = timedOut;
    }

    /** What it means that the deadline passes now. */
    RefusalReason timedOut() {
        return timedOut;
    }
}
