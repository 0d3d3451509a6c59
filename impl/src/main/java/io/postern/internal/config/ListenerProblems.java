package io.postern.internal.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects the problems of all listeners. What is wrong with a value that several listeners take
 * over from the default one is told once.
 */
final class ListenerProblems {

    private final Function<String, Setting> source;
    private final List<ConfigProblem> all = new ArrayList<>();
    private final Set<ConfigProblem> ofDefault = new HashSet<>();
    private final Set<ConfigProblem> ofOthers = new HashSet<>();

    /**
     * @param source what the configuration says about a name
     */
    ListenerProblems(Function<String, Setting> source) {
        this.source = source;
    }

    /** Adds those of the listener whose keys have these names; the default one comes first. */
    void add(KeyNames names, List<ConfigProblem> problems) {
        if (names.equals(KeyNames.DEFAULT)) {
            ofDefault.addAll(problems);
            all.addAll(problems);
            return;
        }
        for (ConfigProblem problem : problems) {
            Optional<String> inDefault = names.inDefault(problem.key());
            if (inDefault.isPresent()) {
                addOwn(names, problem, inDefault.get());
            } else {
                addTakenOver(names, problem);
            }
        }
    }

    private void addOwn(KeyNames names, ConfigProblem problem, String inDefault) {
        boolean absent = source.apply(problem.key()).isAbsent();
        if (!absent || !ofDefault.contains(asOfDefault(names, problem, inDefault))) {
            all.add(problem);
        }
    }

    private void addTakenOver(KeyNames names, ConfigProblem problem) {
        ConfigProblem asOfDefault = asOfDefault(names, problem, problem.key());
        if (!ofDefault.contains(asOfDefault) && ofOthers.add(problem)) {
            if (names.name(problem.key()).equals(problem.key())) {
                all.add(problem); // there is no key of its own to set instead
                return;
            }
            String message =
                    problem.message()
                            + " (taken over by the listener "
                            + names.listener()
                            + ", which can have "
                            + names.name(problem.key())
                            + " instead)";
            all.add(new ConfigProblem(problem.key(), message));
        }
    }

    /** The problem as it would be the default listener's: with its names in hints. */
    private static ConfigProblem asOfDefault(KeyNames names, ConfigProblem problem, String key) {
        return new ConfigProblem(key, problem.message().replace(names.prefix(), ConfigKey.PREFIX));
    }

    List<ConfigProblem> all() {
        return List.copyOf(all);
    }
}
