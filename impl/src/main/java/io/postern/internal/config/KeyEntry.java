package io.postern.internal.config;

import java.util.Objects;
import java.util.Optional;

/**
 * Which private key of a key store is the listener's.
 *
 * @param alias the entry to use; needed only when the store has more than one private key
 * @param password opens the entry; the store's password when empty
 */
public record KeyEntry(Optional<String> alias, Optional<Secret> password) {

    /** The only private key of the store, with the store's password. */
    public static final KeyEntry ONLY = new KeyEntry(Optional.empty(), Optional.empty());

    public KeyEntry {
        if (alias.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("alias must not be blank");
        }
        Objects.requireNonNull(password, "password");
    }
}
