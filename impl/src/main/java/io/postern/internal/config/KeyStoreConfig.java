package io.postern.internal.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A key store. Whether it exists and opens is found out by whoever loads it.
 *
 * @param type the kind of store
 * @param path the file; a relative path counts from the server's working directory; empty for a
 *     store that is no file, such as a security token or the operating system's own
 * @param password opens the store; empty for a store that asks for none
 * @param entry the private key to use
 * @param keyPrefix the configuration keys' common prefix, without the last dot, for messages
 */
public record KeyStoreConfig(
        KeyStoreType type,
        Optional<Path> path,
        Optional<Secret> password,
        KeyEntry entry,
        String keyPrefix)
        implements KeySource {

    public KeyStoreConfig {
        Objects.requireNonNull(type, "type");
        if (path.filter(file -> file.toString().isBlank()).isPresent()) {
            throw new IllegalArgumentException("path must not be empty");
        }
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(entry, "entry");
        if (keyPrefix.isBlank()) {
            throw new IllegalArgumentException("keyPrefix must not be blank");
        }
    }

    /** A PKCS12 file. */
    public static KeyStoreConfig pkcs12(
            Path path, Secret password, KeyEntry entry, String keyPrefix) {
        return new KeyStoreConfig(
                KeyStoreType.PKCS12, Optional.of(path), Optional.of(password), entry, keyPrefix);
    }
}
