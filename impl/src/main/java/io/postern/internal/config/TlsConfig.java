package io.postern.internal.config;

import java.util.Objects;

/**
 * How a listener speaks TLS.
 *
 * @param provider {@code wss.tls.provider}
 * @param keySource where the listener's certificate and private key come from
 */
public record TlsConfig(TlsProvider provider, KeySource keySource) {

    public TlsConfig {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(keySource, "keySource");
    }
}
