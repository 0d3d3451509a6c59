package io.postern.internal.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A certificate chain and its private key as PEM text (RFC 7468).
 *
 * @param cert the listener's certificate first, each one followed by its issuer
 * @param key the private key
 * @param password opens an encrypted private key
 * @param keyPrefix the configuration keys' common prefix, without the last dot, for messages
 */
public record PemConfig(
        PemLocation cert, PemLocation key, Optional<Secret> password, String keyPrefix)
        implements KeySource {

    public PemConfig {
        Objects.requireNonNull(cert, "cert");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(password, "password");
        if (keyPrefix.isBlank()) {
            throw new IllegalArgumentException("keyPrefix must not be blank");
        }
    }
}
