package io.postern.internal.identity;

/**
 * A token that is not accepted. The message completes the sentence "the token ..." for the log; it
 * has nothing of the token in it, and no cause that could have.
 */
public final class TokenRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unavailable;

    private TokenRefusal(String message, boolean unavailable) {
        super(message, null, false, false);
        this.unavailable = unavailable;
    }

    /** The client's fault. */
    static TokenRefusal invalid(String message) {
        return new TokenRefusal(message, false);
    }

    /** Not the client's fault: there are no keys to verify a token with at present. */
    static TokenRefusal unavailable(String message) {
        return new TokenRefusal(message, true);
    }

    /** Whether the token could not be verified, so that it may be accepted later. */
    public boolean isUnavailable() {
        return unavailable;
    }
}
