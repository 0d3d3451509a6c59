package io.postern.internal.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A key store file. Whether it exists and opens is found out by whoever loads it.
 *
 * @param path the file; a relative path counts from the server's working directory
 * @param password opens the store
 * @param alias the entry to use; needed only when the store has more than one private key
 * @param aliasPassword opens the entry; the store's password when empty
 * @param keyPrefix the configuration keys' common prefix, without the last dot, for messages
 */
public record KeyStoreConfig(
        Path path,
        Secret password,
        Optional<String> alias,
        Optional<Secret> aliasPassword,
        String keyPrefix)
        implements KeySource {

    public KeyStoreConfig {
        if (path.toString().isBlank()) {
            throw new IllegalArgumentException("path must not be empty");
        }
        Objects.requireNonNull(password, "password");
        if (alias.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("alias must not be blank");
        }
        Objects.requireNonNull(aliasPassword, "aliasPassword");
        if (keyPrefix.isBlank()) {
            throw new IllegalArgumentException("keyPrefix must not be blank");
        }
    }
}
