package io.postern.internal.config;

import java.util.Objects;

/**
 * How a listener speaks TLS.
 *
 * @param provider {@code wss.tls.provider}
 * @param keySource where the listener's certificate and private key come from
 * @param policy what may be negotiated
 */
public record TlsConfig(TlsProvider provider, KeySource keySource, TlsPolicy policy) {

    /** With the standard policy. */
    public TlsConfig(TlsProvider provider, KeySource keySource) {
        this(provider, keySource, TlsPolicy.standard());
    }

    public TlsConfig {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(keySource, "keySource");
        Objects.requireNonNull(policy, "policy");
    }
}
