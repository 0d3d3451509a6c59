package io.postern.internal.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link ConfigReader#read()} found.
 *
 * @param deployment what concerns the application; unusable values are replaced by their defaults
 *     and are among the problems
 * @param draft the listener as far as it could be read, with the defaults in place of unusable
 *     values: to look for further problems with, not to open; empty when the listener is disabled
 *     or no certificate is configured
 * @param problems everything that is wrong, in the order of the keys' declaration, unknown keys
 *     last
 */
public record Reading(
        DeploymentConfig deployment, Optional<ListenerConfig> draft, List<ConfigProblem> problems) {

    public Reading {
        Objects.requireNonNull(deployment, "deployment");
        problems = List.copyOf(problems);
    }

    /** The listener to open; empty when it is disabled or when there are problems. */
    public Optional<ListenerConfig> listener() {
        return problems.isEmpty() ? draft : Optional.empty();
    }

    /** Whether one of the problems concerns {@code key}. */
    public boolean isUnusable(String key) {
        return problems.stream().anyMatch(problem -> problem.key().equals(key));
    }
}
