package io.postern.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sources of a certificate that are described by several keys, in the order of the keys. */
enum KeyGroup {
    P12(ConfigKey.P12_PATH, ConfigKey.P12_PASSWORD),
    JKS(ConfigKey.JKS_PATH, ConfigKey.JKS_PASSWORD),
    OTHER(ConfigKey.OTHER_TYPE),
    PEM(ConfigKey.PEM_CERT, ConfigKey.PEM_KEY);

    private final List<ConfigKey> mandatory;

    KeyGroup(ConfigKey... mandatory) {
        this.mandatory = List.of(mandatory);
    }

    static KeyGroup of(ConfigKey key) {
        return Arrays.stream(values())
                .filter(group -> group.prefix().equals(key.group()))
                .findFirst()
                .orElseThrow();
    }

    /** What all keys of the group begin with, without the last dot. */
    String prefix() {
        return main().group();
    }

    /** The key without which the others have no effect. */
    ConfigKey main() {
        return mandatory.get(0);
    }

    /** The key that the main one cannot do without. */
    Optional<ConfigKey> companion() {
        return mandatory.stream().skip(1).findFirst();
    }

    List<ConfigKey> keys() {
        return Arrays.stream(ConfigKey.values())
                .filter(key -> key.group().equals(prefix()))
                .toList();
    }
}
