package io.postern.internal.upgrade;

/** A configurator failed or answered what the specification forbids. */
final class ConfiguratorFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which method did what, in terms of the specification
     */
    ConfiguratorFault(String message, Throwable cause) {
        super(message, cause);
    }

    ConfiguratorFault(String message) {
        super(message);
    }
}
