package io.postern.internal.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Builds the record of one source of a certificate from the values of its keys. */
final class KeyStoreReader {

    private final KeyValues values;

    KeyStoreReader(KeyValues values) {
        this.values = values;
    }

    /** Empty when a mandatory key is absent or unusable. */
    Optional<? extends KeySource> read(KeyGroup group) {
        return switch (group) {
            case P12 ->
                    file(
                            KeyStoreType.PKCS12,
                            ConfigKey.P12_PATH,
                            ConfigKey.P12_PASSWORD,
                            ConfigKey.P12_ALIAS,
                            ConfigKey.P12_ALIAS_PASSWORD);
            case JKS ->
                    file(
                            KeyStoreType.JKS,
                            ConfigKey.JKS_PATH,
                            ConfigKey.JKS_PASSWORD,
                            ConfigKey.JKS_ALIAS,
                            ConfigKey.JKS_ALIAS_PASSWORD);
            case OTHER -> other();
            case PEM -> pem();
        };
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
                        values.find(passwordKey, Secret::of),
                        entry(aliasKey, aliasPasswordKey),
                        pathKey.group());
        boolean complete = config.path().isPresent() && config.password().isPresent();
        return complete ? Optional.of(config) : Optional.empty();
    }

    private Optional<KeyStoreConfig> other() {
        Optional<String> type = values.find(ConfigKey.OTHER_TYPE, Function.identity());
        Optional<String> provider = values.find(ConfigKey.OTHER_PROVIDER, Function.identity());
        Optional<Path> path = values.find(ConfigKey.OTHER_PATH, ValueConverters::file);
        Optional<Secret> password = values.find(ConfigKey.OTHER_PASSWORD, Secret::of);
        KeyEntry entry = entry(ConfigKey.OTHER_ALIAS, ConfigKey.OTHER_ALIAS_PASSWORD);
        boolean unusable =
                (provider.isEmpty() && values.isSet(ConfigKey.OTHER_PROVIDER))
                        || (path.isEmpty() && values.isSet(ConfigKey.OTHER_PATH));
        // without them another store would be opened, and its faults reported
        return (unusable ? Optional.<String>empty() : type)
                .map(
                        name ->
                                new KeyStoreConfig(
                                        new KeyStoreType(name, provider),
                                        path,
                                        password,
                                        entry,
                                        KeyGroup.OTHER.prefix()));
    }

    private KeyEntry entry(ConfigKey aliasKey, ConfigKey passwordKey) {
        return new KeyEntry(
                values.find(aliasKey, Function.identity()), values.find(passwordKey, Secret::of));
    }

    private Optional<PemConfig> pem() {
        Optional<PemLocation> cert = values.find(ConfigKey.PEM_CERT, PemLocation::of);
        Optional<PemLocation> key = values.find(ConfigKey.PEM_KEY, PemLocation::of);
        Optional<Secret> password = values.find(ConfigKey.PEM_PASSWORD, Secret::of);
        return cert.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PemConfig(cert.get(), key.get(), password, KeyGroup.PEM.prefix()));
    }
}
