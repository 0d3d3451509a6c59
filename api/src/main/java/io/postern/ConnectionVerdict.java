package io.postern;

/** What a {@link ConnectionFilter} decided. */
public sealed interface ConnectionVerdict {

    /** The connection goes on to the next step. */
    static ConnectionVerdict accept() {
        return new Accept();
    }

    /**
     * The connection is closed; its peer is told nothing.
     *
     * @param reason for the log and {@link ConnectionRefused#detail()}
     */
    static ConnectionVerdict refuse(String reason) {
        return new Refuse(reason);
    }

    /** It goes on. */
    record Accept() implements ConnectionVerdict {}

    /**
     * It is closed.
     *
     * @param reason for the log; not blank
     */
    record Refuse(String reason) implements ConnectionVerdict {

        /** Checks the reason. */
        public Refuse {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason must not be blank");
            }
        }
    }
}
