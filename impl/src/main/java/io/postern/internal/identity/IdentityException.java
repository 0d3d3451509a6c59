package io.postern.internal.identity;

/**
 * Something without which clients cannot be identified is not usable. The message is complete for a
 * line of a log: what, where, and what to do; nothing secret is in it.
 */
public final class IdentityException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    IdentityException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}
