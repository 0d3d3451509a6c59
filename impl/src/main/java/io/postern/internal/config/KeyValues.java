package io.postern.internal.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of the keys as typed values. Each key is looked up once; whatever is wrong becomes a
 * problem and is replaced by the default, so that all problems are found in one pass.
 */
final class KeyValues {

    private static final String UNRESOLVED =
            "cannot be resolved; set what its ${...} refers to, give that a default with"
                    + " ${name:default}, or write \\${ for the characters themselves";

    private final Function<String, Setting> source;
    private final Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
    private final List<ConfigProblem> problems = new ArrayList<>();

    KeyValues(Function<String, Setting> source) {
        this.source = source;
    }

    /** What the configuration says about {@code key}. */
    Setting setting(ConfigKey key) {
        return settings.computeIfAbsent(key, k -> source.apply(k.key()));
    }

    /** Whether {@code key} has a value, usable or not. */
    boolean isSet(ConfigKey key) {
        return !setting(key).isAbsent();
    }

    /**
     * The value of {@code key}; empty when it is absent or, after noting a problem, unusable.
     *
     * @param converter throws an {@link IllegalArgumentException} whose message is the rule
     */
    <T> Optional<T> find(ConfigKey key, Function<String, T> converter) {
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

    /** Like {@link #find}, with the default in place of an absent or unusable value. */
    <T> T get(ConfigKey key, Function<String, T> converter) {
        return find(key, converter).orElseGet(() -> converter.apply(key.defaultValue()));
    }

    /** Notes that the value of {@code key} breaks {@code rule}. */
    void refuse(ConfigKey key, String rule) {
        problem(key, setting(key).withValue() + ": " + rule);
    }

    /** Notes that {@code key} has no value although {@code rule}. */
    void miss(ConfigKey key, String rule) {
        problem(key, key.key() + ": " + rule);
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    private void problem(ConfigKey key, String message) {
        problems.add(new ConfigProblem(key.key(), message));
    }
}
