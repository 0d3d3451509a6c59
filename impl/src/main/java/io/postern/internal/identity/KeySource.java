package io.postern.internal.identity;

/** Where the keys are that verify tokens. Thread-safe. */
@FunctionalInterface
interface KeySource {

    /**
     * The keys as they are now. May block for some seconds.
     *
     * @throws TokenRefusal when there are none yet
     */
    VerificationKeys current() throws TokenRefusal;

    /**
     * Newer keys than these, where there can be some at once; otherwise the same.
     *
     * @param lacking which have none that a token names
     */
    default VerificationKeys newerThan(VerificationKeys lacking) throws TokenRefusal {
        return lacking;
    }
}
