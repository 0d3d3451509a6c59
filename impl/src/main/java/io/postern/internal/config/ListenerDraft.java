package io.postern.internal.config;

import java.util.Map;
import java.util.Optional;

/**
 * One listener as far as it could be read: to look for further problems with, not to open.
 *
 * @param name the listener's name; {@code default} for {@code wss.*}
 * @param config with the defaults in place of unusable values; empty when no certificate is
 *     configured
 * @param hasUsableAddress whether nothing is wrong with host and port, so that they can be tried
 * @param names the keys that this listener has for itself, each as the default listener has it,
 *     with their names
 */
public record ListenerDraft(
        String name,
        Optional<ListenerConfig> config,
        boolean hasUsableAddress,
        Map<String, String> names) {

    public ListenerDraft {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        names = Map.copyOf(names);
    }

    /**
     * For a message: the name under which this listener has its value of {@code key}, such as
     * {@code wss.devices.port}, or {@code key} itself where the value is taken over or a default.
     *
     * @param key as the default listener has it, such as {@code wss.port}
     */
    public String keyName(String key) {
        return names.getOrDefault(key, key);
    }
}
