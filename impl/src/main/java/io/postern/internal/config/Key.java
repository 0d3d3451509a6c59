package io.postern.internal.config;

/** What can be looked up in the configuration. */
sealed interface Key permits ConfigKey, JwtKey, PemPairKey {

    /** The key as it is written in a properties file. */
    String key();

    /** The name of the environment variable that sets this key. */
    default String environmentName() {
        return ConfigKey.environmentName(key());
    }
}
