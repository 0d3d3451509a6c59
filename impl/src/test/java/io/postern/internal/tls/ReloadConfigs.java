package io.postern.internal.tls;

import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.PrincipalSource;
import io.postern.internal.config.ReloadConfig;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.ServerCertificates;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.TrustSource;
import io.postern.internal.config.UnmatchedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** TLS configurations of which files and interval matter. */
final class ReloadConfigs {

    private ReloadConfigs() {}

    static TlsConfig of(KeySource... sources) {
        return config(ClientAuthConfig.NONE, ReloadConfig.STANDARD, sources);
    }

    static TlsConfig trusting(TrustSource trust, Revocation revocation, KeySource... sources) {
        ClientAuthConfig clients =
                new ClientAuthConfig(
                        ClientAuth.REQUIRED,
                        Optional.of(trust),
                        new ClientAuthConfig.Path(PathValidation.REQUIRED, revocation),
                        PrincipalSource.SUBJECT,
                        Duration.ofSeconds(5));
        return config(clients, ReloadConfig.STANDARD, sources);
    }

    static TlsConfig every(Duration interval, KeySource source) {
        ReloadConfig reload = new ReloadConfig(Optional.ofNullable(interval), OnTrustChange.KEEP);
        return config(ClientAuthConfig.NONE, reload, source);
    }

    private static TlsConfig config(
            ClientAuthConfig clients, ReloadConfig reload, KeySource... sources) {
        return new TlsConfig(
                TlsProvider.JDK,
                new ServerCertificates(List.of(sources), UnmatchedName.DEFAULT),
                TlsPolicy.standard(),
                clients,
                reload);
    }
}
