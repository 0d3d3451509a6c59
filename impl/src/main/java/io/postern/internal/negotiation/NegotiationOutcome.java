package io.postern.internal.negotiation;

import io.postern.RefusalReason;

/** How a negotiation ended. */
public sealed interface NegotiationOutcome {

    /** With 101: the connection goes on as a session. */
    record Established() implements NegotiationOutcome {}

    /**
     * Without a session.
     *
     * @param reason under which it is counted
     * @param detail for the log; holds nothing that the peer sent
     */
    record Refused(RefusalReason reason, String detail) implements NegotiationOutcome {}
}
