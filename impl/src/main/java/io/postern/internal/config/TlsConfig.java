package io.postern.internal.config;

import java.util.Objects;

/**
 * How a listener speaks TLS.
 *
 * @param provider {@code wss.tls.provider}
 * @param certificates the listener's own
 * @param policy what may be negotiated
 * @param clients what is asked of clients
 * @param reload how changes are noticed
 */
public record TlsConfig(
        TlsProvider provider,
        ServerCertificates certificates,
        TlsPolicy policy,
        ClientAuthConfig clients,
        ReloadConfig reload) {

    public TlsConfig {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(clients, "clients");
        Objects.requireNonNull(reload, "reload");
    }
}
