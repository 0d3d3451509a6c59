package io.postern.internal.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The values of the keys as typed values. Each key is looked up once; whatever is wrong becomes a
 * problem and is replaced by the default, so that all problems are found in one pass.
 */
final class KeyValues {

    private static final String UNRESOLVED =
            "cannot be resolved; set what its ${...} refers to, give that a default with"
                    + " ${name:default}, or write \\${ for the characters themselves";

    private final Lookup lookup;
    private final Map<Key, Setting> settings = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param lookup makes a key the name that is looked up; messages have it from the setting
     */
    KeyValues(Lookup lookup) {
        this.lookup = lookup;
    }

    /** What the configuration says about {@code key}. */
    Setting setting(Key key) {
        return settings.computeIfAbsent(key, lookup::setting);
    }

    /** The name under which {@code key} is looked up, for messages. */
    String name(Key key) {
        return setting(key).name();
    }

    /** Whether {@code key} is set for this listener alone, and not taken over from the default. */
    boolean isOwn(Key key) {
        return isSet(key) && name(key).equals(lookup.ownName(key));
    }

    /** For a message: the value of {@code key}, whether it is configured or the default. */
    String valueOf(ConfigKey key) {
        return isSet(key)
                ? setting(key).withValue()
                : name(key) + "=" + key.defaultValue() + " (the default)";
    }

    /**
     * For a message that has just named {@code key} as the one to change: "that", or the key that
     * this listener should have instead of changing what others take over.
     */
    String that(Key key) {
        String own = lookup.ownName(key);
        return own.equals(name(key)) ? "that" : own;
    }

    /** The keys of numbered PEM pairs that are listed, as far as sources tell their names. */
    Stream<PemPairKey> listedPairs() {
        return lookup.listedPairs();
    }

    /** Whether {@code key} has a value, usable or not. */
    boolean isSet(Key key) {
        return !setting(key).isAbsent();
    }

    /**
     * The value of {@code key}; empty when it is absent or, after noting a problem, unusable.
     *
     * @param converter throws an {@link IllegalArgumentException} whose message is the rule
     */
    <T> Optional<T> find(Key key, Function<String, T> converter) {
        Setting setting = setting(key);
        if (setting.isAbsent()) {
            return Optional.empty();
        }
        if (setting.isUnresolved()) {
            refuse(key, UNRESOLVED);
            return Optional.empty();
        }
        try {
            return Optional.of(converter.apply(setting.text()));
        } catch (IllegalArgumentException e) {
            refuse(key, Objects.requireNonNullElse(e.getMessage(), "is unusable"));
            return Optional.empty();
        }
    }

    /** Where the password under {@code key} is to be had, when there is one. */
    Optional<Secret> findSecret(Key key) {
        return find(key, text -> secret(key));
    }

    /** Where the PEM text is that {@code key} names, or has for a value. */
    Optional<PemLocation> findPem(Key key) {
        return find(key, text -> PemLocation.of(text, secret(key)));
    }

    private Secret secret(Key key) {
        return new Secret(name(key), lookup.source());
    }

    /** Like {@link #find}, with the default in place of an absent or unusable value. */
    <T> T get(ConfigKey key, Function<String, T> converter) {
        return find(key, converter).orElseGet(() -> converter.apply(key.defaultValue()));
    }

    /** Notes that the value of {@code key} breaks {@code rule}. */
    void refuse(Key key, String rule) {
        problem(key, setting(key).withValue() + ": " + rule);
    }

    /** Notes that {@code key} has no value although {@code rule}. */
    void miss(Key key, String rule) {
        problem(key, name(key) + ": " + rule);
    }

    /** Whether a problem of {@code key} has been noted: its value says nothing about others. */
    boolean isRefused(Key key) {
        String name = name(key);
        return problems.stream().anyMatch(problem -> problem.key().equals(name));
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    private void problem(Key key, String message) {
        problems.add(new ConfigProblem(name(key), message));
    }
}
