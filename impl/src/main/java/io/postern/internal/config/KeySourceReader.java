package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.P12_ALIAS;
import static io.postern.internal.config.ConfigKey.P12_ALIAS_PASSWORD;
import static io.postern.internal.config.ConfigKey.P12_PASSWORD;
import static io.postern.internal.config.ConfigKey.P12_PATH;
import static io.postern.internal.config.ConfigKey.SELF_SIGNED;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides between the ways to a certificate, of which exactly one must be configured. */
final class KeySourceReader {

    private static final List<ConfigKey> KEY_STORE =
            List.of(P12_PATH, P12_PASSWORD, P12_ALIAS, P12_ALIAS_PASSWORD);

    private static final String DIRECTORY = ".postern";

    private final KeyValues values;
    private final String userHome;

    KeySourceReader(KeyValues values, String userHome) {
        this.values = values;
        this.userHome = userHome;
    }

    /** Empty after noting at least one problem. */
    Optional<KeySource> read() {
        Optional<Path> path = values.find(P12_PATH, ValueConverters::file);
        Optional<Secret> password = values.find(P12_PASSWORD, Secret::of);
        Optional<String> alias = values.find(P12_ALIAS, Function.identity());
        Optional<Secret> aliasPassword = values.find(P12_ALIAS_PASSWORD, Secret::of);
        Optional<Boolean> selfSigned = values.find(SELF_SIGNED, ValueConverters::bool);

        List<ConfigKey> keyStore = KEY_STORE.stream().filter(values::isSet).toList();
        if (keyStore.isEmpty()) {
            return withoutKeyStore(selfSigned);
        }
        if (selfSigned.orElse(false)) {
            refuseBoth(keyStore);
        } else {
            requirePathAndPassword(keyStore);
        }
        if (path.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KeyStoreConfig(
                        path.get(), password.get(), alias, aliasPassword, ConfigKey.P12_PREFIX));
    }

    private Optional<KeySource> withoutKeyStore(Optional<Boolean> selfSigned) {
        boolean unusable = selfSigned.isEmpty() && values.isSet(SELF_SIGNED);
        if (unusable) {
            return Optional.empty();
        }
        if (!selfSigned.orElse(false)) {
            values.miss(
                    P12_PATH,
                    "no certificate is configured; set "
                            + P12_PATH.key()
                            + " and "
                            + P12_PASSWORD.key()
                            + " to those of a PKCS12 key store, or, for development only, set "
                            + SELF_SIGNED.key()
                            + "=true");
            return Optional.empty();
        }
        // "?" is what the JVM says when the user has no home
        if (userHome.isBlank() || userHome.equals("?")) {
            values.refuse(
                    SELF_SIGNED,
                    "the certificate is kept in the user's home directory and the user has none;"
                            + " name a directory with the JVM option -Duser.home=...");
            return Optional.empty();
        }
        return Optional.of(new SelfSigned(Path.of(userHome, DIRECTORY)));
    }

    private void refuseBoth(List<ConfigKey> keyStore) {
        String others =
                keyStore.stream()
                        .map(key -> values.setting(key).withValue())
                        .collect(joining(", "));
        values.refuse(SELF_SIGNED, "excludes " + others + "; remove the one or the other");
    }

    private void requirePathAndPassword(List<ConfigKey> keyStore) {
        if (!values.isSet(P12_PATH)) {
            keyStore.forEach(
                    key ->
                            values.refuse(
                                    key,
                                    "has no effect without "
                                            + P12_PATH.key()
                                            + "; set that, too, or remove this"));
        } else if (!values.isSet(P12_PASSWORD)) {
            values.miss(
                    P12_PASSWORD,
                    "missing; a PKCS12 key store needs its password, and "
                            + values.setting(P12_PATH).withValue()
                            + " is set");
        }
    }
}
