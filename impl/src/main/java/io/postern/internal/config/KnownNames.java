package io.postern.internal.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names of all keys in one notation, and what to say about a name that is none of them. */
final class KnownNames {

    private final Notation notation;
    private final List<KeyNames> listeners;
    private final Set<String> ofDeployment;
    private final Set<String> ofDefaultListener;
    private final Set<String> names;

    /**
     * @param declared the listeners beside the default one
     */
    KnownNames(Notation notation, List<String> declared) {
        this.notation = notation;
        this.listeners =
                Stream.concat(Stream.of(KeyNames.DEFAULT), declared.stream().map(KeyNames::of))
                        .toList();
        this.ofDeployment = namesOf(ConfigKey.OF_DEPLOYMENT, KeyNames.DEFAULT);
        this.ofDefaultListener = namesOf(ConfigKey.OF_LISTENER, KeyNames.DEFAULT);
        this.names =
                Stream.concat(
                                ofDeployment.stream(),
                                listeners.stream()
                                        .flatMap(l -> namesOf(ConfigKey.OF_LISTENER, l).stream()))
                        .collect(toUnmodifiableSet());
    }

    private Set<String> namesOf(Set<ConfigKey> keys, KeyNames listener) {
        return keys.stream()
                .map(key -> notation.of(listener.name(key.key())))
                .collect(toUnmodifiableSet());
    }

    /** Whether {@code name} is that of a key. */
    boolean has(String name) {
        return names.contains(name)
                || listeners.stream()
                        .flatMap(listener -> inDefault(name, listener).stream())
                        .anyMatch(key -> notation.pair(key).isPresent());
    }

    /** What to do about {@code name}, which is not known. */
    String advice(String name) {
        Optional<String> nearest = NearestName.of(name, candidates(name));
        Optional<String> undeclared = undeclared(name);
        if (undeclared.isPresent()) {
            return "add "
                    + undeclared.get()
                    + " to "
                    + ConfigKey.LISTENERS.key()
                    + nearest.map(known -> "; or did you mean " + known + "?").orElse("");
        }
        return deploymentKey(name)
                .map(key -> "there is only " + key + ", for all listeners together")
                .or(() -> nearest.map(known -> "did you mean " + known + "?"))
                .orElse("remove it, or correct its name");
    }

    /** The keys, with those of PEM pairs that {@code name} may be meant to be. */
    private List<String> candidates(String name) {
        Stream<String> pairs =
                listeners.stream()
                        .flatMap(
                                listener ->
                                        inDefault(name, listener).stream()
                                                .flatMap(PemPairKey::meantBy)
                                                .map(key -> notation.of(listener.name(key.key()))));
        return Stream.concat(names.stream(), pairs).toList();
    }

    /** The listener that would have to be declared for {@code name} to be known. */
    private Optional<String> undeclared(String name) {
        String prefix = notation.of(ConfigKey.PREFIX);
        for (int end = prefix.length(); end < name.length(); end++) {
            if (name.charAt(end) == notation.separator()) {
                String key = prefix + name.substring(end + 1);
                String listener = notation.listener(name.substring(prefix.length(), end));
                boolean known = ofDefaultListener.contains(key) || notation.pair(key).isPresent();
                if (known && ListenerNames.isName(listener)) {
                    return Optional.of(listener);
                }
            }
        }
        return Optional.empty();
    }

    /** The key of the deployment that {@code name} has for one listener. */
    private Optional<String> deploymentKey(String name) {
        return listeners.stream()
                .flatMap(listener -> inDefault(name, listener).stream())
                .filter(ofDeployment::contains)
                .findFirst();
    }

    private Optional<String> inDefault(String name, KeyNames listener) {
        String prefix = notation.of(listener.prefix());
        return name.startsWith(prefix)
                ? Optional.of(notation.of(ConfigKey.PREFIX) + name.substring(prefix.length()))
                : Optional.empty();
    }
}
