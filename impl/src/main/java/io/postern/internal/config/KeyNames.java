package io.postern.internal.config;

import java.util.Optional;

/**
 * How the keys of one listener are written.
 *
 * @param listener the listener's name
 * @param prefix what its keys begin with, the last dot included
 */
record KeyNames(String listener, String prefix) {

    /** Those of the listener that is always there. */
    static final KeyNames DEFAULT = new KeyNames("default", ConfigKey.PREFIX);

    /** Those of a listener that is declared beside it. */
    static KeyNames of(String listener) {
        return new KeyNames(listener, ConfigKey.PREFIX + listener + ".");
    }

    /** What is {@code key} for the default listener is this for the listener. */
    String name(String key) {
        return key.startsWith(ConfigKey.PREFIX)
                ? prefix + key.substring(ConfigKey.PREFIX.length())
                : key; // of a specification's: the same for all listeners
    }

    /** The key of the default listener to which {@code name} corresponds. */
    Optional<String> inDefault(String name) {
        return name.startsWith(prefix)
                ? Optional.of(ConfigKey.PREFIX + name.substring(prefix.length()))
                : Optional.empty();
    }
}
