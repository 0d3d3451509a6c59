package io.postern.internal.config;

import io.postern.WebSocketListenerOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The listeners that the application makes itself.
 *
 * @param names of all of them: their keys may be configured
 * @param options those of the ones that have been made
 */
public record MadeListeners(Set<String> names, Map<String, WebSocketListenerOptions> options) {

    /** Configuration makes all. */
    public static final MadeListeners NONE = new MadeListeners(Set.of(), Map.of());

    private static final String SOURCE = WebSocketListenerOptions.class.getSimpleName();

    public MadeListeners {
        names = Set.copyOf(names);
        options = Map.copyOf(options);
    }

    /** The keys that the options set, such as {@code wss.devices.port}. */
    Set<String> keys() {
        return options.entrySet().stream().flatMap(MadeListeners::keys).collect(Collectors.toSet());
    }

    private static Stream<String> keys(Map.Entry<String, WebSocketListenerOptions> listener) {
        String prefix = KeyNames.of(listener.getKey()).prefix();
        return listener.getValue().values().keySet().stream().map(prefix::concat);
    }

    /** What the options say about a key. */
    Optional<Setting> setting(String key) {
        return options.entrySet().stream().flatMap(one -> setting(one, key).stream()).findFirst();
    }

    private static Optional<Setting> setting(
            Map.Entry<String, WebSocketListenerOptions> listener, String key) {
        String prefix = KeyNames.of(listener.getKey()).prefix();
        return Optional.of(key)
                .filter(name -> name.startsWith(prefix))
                .map(name -> listener.getValue().values().get(name.substring(prefix.length())))
                .map(value -> new Setting(key, value, value, SOURCE));
    }
}
