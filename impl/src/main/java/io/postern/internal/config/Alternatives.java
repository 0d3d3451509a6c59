package io.postern.internal.config;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to configure one thing, of which only one may be taken. */
final class Alternatives<T> {

    private final KeyValues values;
    private final List<Way<T>> taken = new ArrayList<>();

    Alternatives(KeyValues values) {
        this.values = values;
    }

    /**
     * One way.
     *
     * @param keys those of its keys that have values; it is not taken when there are none
     * @param value what they describe; empty when they do not suffice
     * @param check notes what they lack; of no interest beside another way
     */
    record Way<T>(List<Key> keys, Optional<T> value, Runnable check) {}

    void add(Way<T> way) {
        if (!way.keys().isEmpty()) {
            taken.add(way);
        }
    }

    /** The way that is described by {@code group}. */
    void add(KeyGroup group, Optional<? extends T> value) {
        add(
                new Way<>(
                        group.taken(values),
                        value.map(found -> found),
                        () -> group.requireTheRest(values)));
    }

    /** Those of all ways that are taken. */
    List<Key> keys() {
        return taken.stream().flatMap(way -> way.keys().stream()).toList();
    }

    boolean isEmpty() {
        return taken.isEmpty();
    }

    /** The value of the first way, after noting each further one, or what the only one lacks. */
    Optional<T> only() {
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Way<T> first = taken.get(0);
        if (taken.size() == 1) {
            first.check().run();
        }
        String rule = "excludes " + list(first.keys()) + "; remove the one or the other";
        taken.stream().skip(1).forEach(other -> values.refuse(other.keys().get(0), rule));
        return first.value();
    }

    private String list(List<Key> keys) {
        return keys.stream().map(key -> values.setting(key).withValue()).collect(joining(", "));
    }
}
