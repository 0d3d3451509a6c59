package io.postern.internal.tls;

import org.jspecify.annotations.Nullable;

/**
 * The listener's key or certificates cannot be used. The message is complete for the person who
 * configured them: what is wrong, with the file and the entry, the configuration key, and what to
 * do. It never holds a password or a key.
 */
public final class TlsMaterialException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    /** For a message that holds problem and cure already. */
    TlsMaterialException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = message;
    }

    TlsMaterialException(String problem, String cure) {
        this(problem, cure, null);
    }

    TlsMaterialException(String problem, String cure, @Nullable Throwable cause) {
        super(problem + " " + cure, cause);
        this.problem = problem;
    }

    /** What is wrong, without what to do. */
    String problem() {
        return problem;
    }
}
