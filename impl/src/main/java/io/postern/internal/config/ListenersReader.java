package io.postern.internal.config;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the default listener and those that are declared beside it, one after another. */
final class ListenersReader {

    private static final String NEEDS_PORT =
            "missing; each listener needs a port of its own: set one that is free, such as 8445,"
                    + " or 0 to have one chosen";

    private final DefaultLookup source;
    private final KeyValues defaults;
    private final String userHome;
    private final Function<String, Optional<ByApplication>> certificates;
    private final PortConflicts ports = new PortConflicts();
    private final ListenerProblems problems;

    /**
     * @param source the whole configuration
     * @param defaults the values of the default listener
     * @param certificates that the application gives to the listener of a name
     */
    ListenersReader(
            DefaultLookup source,
            KeyValues defaults,
            String userHome,
            Function<String, Optional<ByApplication>> certificates) {
        this.certificates = certificates;
        this.source = source;
        this.defaults = defaults;
        this.userHome = userHome;
        this.problems = new ListenerProblems(source.source());
    }

    /**
     * The default listener first, then those with these names.
     *
     * @param needsDefault {@code false}: the default one only where it is configured
     */
    List<ListenerDraft> read(boolean needsDefault, List<String> names) {
        List<ListenerDraft> drafts = new ArrayList<>();
        if (needsDefault || isDefaultConfigured()) {
            drafts.add(read(KeyNames.DEFAULT, defaults));
        }
        for (String name : names) {
            KeyNames keys = KeyNames.of(name);
            drafts.add(read(keys, new KeyValues(new FallbackLookup(keys, source, defaults))));
        }
        return List.copyOf(drafts);
    }

    private boolean isDefaultConfigured() {
        return defaults.isSet(ConfigKey.PORT)
                || ConfigKey.KEY_STORES.stream().anyMatch(defaults::isSet)
                || Stream.concat(PemPairKey.allOf(1), defaults.listedPairs())
                        .anyMatch(defaults::isSet)
                || certificates.apply(KeyNames.DEFAULT.listener()).isPresent();
    }

    /** What is wrong with the listeners that have been read, each thing once. */
    List<ConfigProblem> problems() {
        return problems.all();
    }

    private ListenerDraft read(KeyNames names, KeyValues values) {
        if (values != defaults && !values.isSet(ConfigKey.PORT)) {
            values.miss(ConfigKey.PORT, NEEDS_PORT);
        }
        var config =
                new ListenerReader(
                                names.listener(),
                                values,
                                userHome,
                                certificates.apply(names.listener()))
                        .read();
        boolean hasUsableAddress = ports.check(values);
        problems.add(names, values.problems());
        return new ListenerDraft(names.listener(), config, hasUsableAddress, differing(values));
    }

    private static Map<String, String> differing(KeyValues values) {
        return ConfigKey.OF_LISTENER.stream()
                .filter(key -> values.isSet(key) && !values.name(key).equals(key.key()))
                .collect(toMap(Key::key, values::name));
    }
}
