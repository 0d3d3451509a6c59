package io.postern.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keys that describe one thing together.
 *
 * @param main the key without which the others have no effect
 * @param companion what the main key cannot do without
 * @param keys all of the group
 */
record KeyGroup(Key main, Optional<Companion> companion, List<? extends Key> keys) {

    static final KeyGroup P12 =
            of(ConfigKey.P12_PATH, ConfigKey.P12_PASSWORD, "a PKCS12 key store needs its password");

    static final KeyGroup JKS =
            of(ConfigKey.JKS_PATH, ConfigKey.JKS_PASSWORD, "a JKS key store needs its password");

    static final KeyGroup OTHER = of(ConfigKey.OTHER_TYPE);

    private static final String NEEDS_KEY = "a certificate needs its private key";

    static final KeyGroup PEM = of(ConfigKey.PEM_CERT, ConfigKey.PEM_KEY, NEEDS_KEY);

    static final KeyGroup TRUST_P12 =
            of(
                    ConfigKey.TRUST_P12_PATH,
                    ConfigKey.TRUST_P12_PASSWORD,
                    "a PKCS12 trust store needs its password");

    static final KeyGroup TRUST_JKS =
            of(
                    ConfigKey.TRUST_JKS_PATH,
                    ConfigKey.TRUST_JKS_PASSWORD,
                    "a JKS trust store needs its password");

    static final KeyGroup TRUST_PEM = of(ConfigKey.TRUST_PEM_CERTS);

    /**
     * A key that belongs to the main one.
     *
     * @param need says in a message why it does
     */
    record Companion(Key key, String need) {}

    private static KeyGroup of(ConfigKey main, ConfigKey companion, String need) {
        return new KeyGroup(main, Optional.of(new Companion(companion, need)), of(main).keys());
    }

    private static KeyGroup of(ConfigKey main) {
        List<ConfigKey> keys =
                Arrays.stream(ConfigKey.values())
                        .filter(key -> key.group().equals(main.group()))
                        .toList();
        return new KeyGroup(main, Optional.empty(), keys);
    }

    /** One of several PEM pairs. */
    static KeyGroup pemPair(int number) {
        Key key = new PemPairKey(number, PemPairKey.Part.KEY);
        return new KeyGroup(
                new PemPairKey(number, PemPairKey.Part.CERT),
                Optional.of(new Companion(key, NEEDS_KEY)),
                PemPairKey.allOf(number).toList());
    }

    /** A key that stands for itself. */
    static KeyGroup alone(ConfigKey key) {
        return new KeyGroup(key, Optional.empty(), List.of(key));
    }

    /** Those of the keys that have values, usable or not. */
    List<Key> taken(KeyValues values) {
        return keys.stream().<Key>map(key -> key).filter(values::isSet).toList();
    }

    /** Notes a problem for each key that has a value and no effect, or for the one that lacks. */
    void requireTheRest(KeyValues values) {
        if (!values.isSet(main)) {
            String rule =
                    "has no effect without "
                            + values.name(main)
                            + "; set that, too, or remove this";
            taken(values).forEach(key -> values.refuse(key, rule));
            return;
        }
        companion
                .filter(other -> !values.isSet(other.key()))
                .ifPresent(
                        other ->
                                values.miss(
                                        other.key(),
                                        "missing; "
                                                + other.need()
                                                + ", and "
                                                + values.setting(main).withValue()
                                                + " is set"));
    }
}
