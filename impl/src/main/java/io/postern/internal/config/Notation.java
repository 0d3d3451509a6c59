package io.postern.internal.config;

import java.util.Locale;
import java.util.Optional;

/** The two ways to write the name of a key. */
enum Notation {
    /** As in a properties file, such as {@code wss.max-connections}. */
    KEY('.') {
        @Override
        String of(String key) {
            return key;
        }

        @Override
        Optional<PemPairKey> pair(String name) {
            return PemPairKey.of(name);
        }

        @Override
        String listener(String text) {
            return text;
        }
    },

    /** As an environment variable, such as {@code WSS_MAX_CONNECTIONS}. */
    VARIABLE('_') {
        @Override
        String of(String key) {
            return ConfigKey.environmentName(key);
        }

        @Override
        Optional<PemPairKey> pair(String name) {
            return PemPairKey.ofVariable(name);
        }

        @Override
        String listener(String text) {
            return text.toLowerCase(Locale.ROOT).replace('_', '-');
        }
    };

    private final char separator;

    Notation(char separator) {
        this.separator = separator;
    }

    /** What stands between the parts of a name. */
    char separator() {
        return separator;
    }

    /** {@code key}, or the beginning of one, in this notation. */
    abstract String of(String key);

    /** The key of a numbered PEM pair of the default listener that is written so. */
    abstract Optional<PemPairKey> pair(String name);

    /** The name of a listener that is written so inside a name. */
    abstract String listener(String text);
}
