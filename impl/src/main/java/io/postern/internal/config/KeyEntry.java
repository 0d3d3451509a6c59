package io.postern.internal.config;

import java.util.Objects;
import java.util.Optional;

/**
 * Which private key of a key store is the listener's, or whether all are.
 *
 * @param alias the entry to use, or {@code *} for all private keys of the store; needed only when
 *     there is more than one
 * @param password opens the entry, or each of them; the store's password when empty
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
