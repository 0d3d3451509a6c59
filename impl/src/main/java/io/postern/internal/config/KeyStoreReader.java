package io.postern.internal.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds the record of one source of a certificate from the values of its keys; none when a
 * mandatory key is absent or unusable.
 */
final class KeyStoreReader {

    private final KeyValues values;

    KeyStoreReader(KeyValues values) {
        this.values = values;
    }

    Optional<KeyStoreConfig> p12() {
        return file(
                KeyStoreType.PKCS12,
                ConfigKey.P12_PATH,
                ConfigKey.P12_PASSWORD,
                ConfigKey.P12_ALIAS,
                ConfigKey.P12_ALIAS_PASSWORD);
    }

    Optional<KeyStoreConfig> jks() {
        return file(
                KeyStoreType.JKS,
                ConfigKey.JKS_PATH,
                ConfigKey.JKS_PASSWORD,
                ConfigKey.JKS_ALIAS,
                ConfigKey.JKS_ALIAS_PASSWORD);
    }

    private Optional<KeyStoreConfig> file(
            KeyStoreType type,
            ConfigKey pathKey,
            ConfigKey passwordKey,
            ConfigKey aliasKey,
            ConfigKey aliasPasswordKey) {
        KeyStoreConfig config =
                new KeyStoreConfig(
                        type,
                        values.find(pathKey, ValueConverters::file),
                        values.findSecret(passwordKey),
                        entry(aliasKey, aliasPasswordKey),
                        values.setting(pathKey).group());
        boolean complete = config.path().isPresent() && config.password().isPresent();
        return complete ? Optional.of(config) : Optional.empty();
    }

    Optional<KeyStoreConfig> other() {
        Optional<String> type = values.find(ConfigKey.OTHER_TYPE, Function.identity());
        Optional<String> provider = values.find(ConfigKey.OTHER_PROVIDER, Function.identity());
        Optional<Path> path = values.find(ConfigKey.OTHER_PATH, ValueConverters::file);
        Optional<Secret> password = values.findSecret(ConfigKey.OTHER_PASSWORD);
        KeyEntry entry = entry(ConfigKey.OTHER_ALIAS, ConfigKey.OTHER_ALIAS_PASSWORD);
        boolean unusable =
                values.isRefused(ConfigKey.OTHER_PROVIDER)
                        || values.isRefused(ConfigKey.OTHER_PATH);
        // without them another store would be opened, and its faults reported
        return (unusable ? Optional.<String>empty() : type)
                .map(
                        name ->
                                new KeyStoreConfig(
                                        new KeyStoreType(name, provider),
                                        path,
                                        password,
                                        entry,
                                        values.setting(ConfigKey.OTHER_TYPE).group()));
    }

    private KeyEntry entry(ConfigKey aliasKey, ConfigKey passwordKey) {
        return new KeyEntry(
                values.find(aliasKey, Function.identity()), values.findSecret(passwordKey));
    }

    Optional<PemConfig> pem() {
        return pem(ConfigKey.PEM_CERT, ConfigKey.PEM_KEY, ConfigKey.PEM_PASSWORD);
    }

    /** The pair with this number. */
    Optional<PemConfig> pem(int number) {
        return pem(
                new PemPairKey(number, PemPairKey.Part.CERT),
                new PemPairKey(number, PemPairKey.Part.KEY),
                new PemPairKey(number, PemPairKey.Part.PASSWORD));
    }

    private Optional<PemConfig> pem(Key certKey, Key keyKey, Key passwordKey) {
        Optional<PemLocation> cert = values.findPem(certKey);
        Optional<PemLocation> key = values.findPem(keyKey);
        Optional<Secret> password = values.findSecret(passwordKey);
        String prefix = values.setting(certKey).group();
        return cert.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new PemConfig(cert.get(), key.get(), password, prefix));
    }
}
