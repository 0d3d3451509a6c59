package io.postern.internal.negotiation;

import io.postern.RefusalReason;
import java.util.Optional;

/** How a negotiation ended. */
public sealed interface NegotiationOutcome {

    /** With 101: the connection goes on as a session. */
    record Established() implements NegotiationOutcome {}

    /**
     * Without a session.
     *
     * @param reason under which it is counted
     * @param validator the one that refused, by its class: a validator or a check
     * @param principal who was refused, as far as that was known
     * @param detail for the log; holds nothing that the peer sent
     */
    record Refused(
            RefusalReason reason,
            Optional<String> validator,
            Optional<String> principal,
            String detail)
            implements NegotiationOutcome {

        /** Not by a validator. */
        public Refused(RefusalReason reason, String detail) {
            this(reason, Optional.empty(), Optional.empty(), detail);
        }
    }
}
