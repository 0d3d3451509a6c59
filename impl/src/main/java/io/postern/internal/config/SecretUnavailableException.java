package io.postern.internal.config;

/**
 * A password or private key that the configuration had does not come from it any longer. The
 * message is complete for the person who configured it, and holds no value.
 */
public final class SecretUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The key has no value, or one that cannot be resolved. */
    SecretUnavailableException(String key) {
        super(
                Redaction.printable(key)
                        + " had a value when the application started and has none now. Set it"
                        + " again.");
    }

    /** Asking for the value fails. */
    SecretUnavailableException(String key, Class<?> failure) {
        super(
                Redaction.printable(key)
                        + " cannot be asked for any longer: the configuration fails with "
                        + failure.getName()
                        + ". See to it that the value can be read while the application runs.");
    }
}
