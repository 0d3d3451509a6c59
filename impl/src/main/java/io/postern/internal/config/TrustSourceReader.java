package io.postern.internal.config;

import java.util.Optional;

/** Decides between the ways to a trust store, of which at most one may be configured. */
final class TrustSourceReader {

    private final KeyValues values;

    TrustSourceReader(KeyValues values) {
        this.values = values;
    }

    /** Empty when none is configured, or after noting a problem. */
    Optional<TrustSource> read() {
        Alternatives<TrustSource> ways = new Alternatives<>(values);
        ways.add(
                KeyGroup.TRUST_P12,
                file(KeyStoreType.PKCS12, ConfigKey.TRUST_P12_PATH, ConfigKey.TRUST_P12_PASSWORD));
        ways.add(
                KeyGroup.TRUST_JKS,
                file(KeyStoreType.JKS, ConfigKey.TRUST_JKS_PATH, ConfigKey.TRUST_JKS_PASSWORD));
        ways.add(KeyGroup.TRUST_PEM, pem());
        return ways.only();
    }

    /** Whether any key of a trust store has a value, usable or not. */
    boolean isConfigured() {
        return !KeyGroup.TRUST_P12.taken(values).isEmpty()
                || !KeyGroup.TRUST_JKS.taken(values).isEmpty()
                || !KeyGroup.TRUST_PEM.taken(values).isEmpty();
    }

    private Optional<TrustSource> file(KeyStoreType type, ConfigKey pathKey, ConfigKey passKey) {
        var path = values.find(pathKey, ValueConverters::file);
        var password = values.findSecret(passKey);
        String prefix = values.setting(pathKey).group();
        return path.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrustSource.InKeyStore(type, path.get(), password.get(), prefix));
    }

    private Optional<TrustSource> pem() {
        String prefix = values.setting(ConfigKey.TRUST_PEM_CERTS).group();
        return values.findPem(ConfigKey.TRUST_PEM_CERTS)
                .map(certs -> new TrustSource.InPem(certs, prefix));
    }
}
