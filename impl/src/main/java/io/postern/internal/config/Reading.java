package io.postern.internal.config;

import java.util.List;
import java.util.Objects;

/**
 * What {@link ConfigReader#read()} found.
 *
 * @param deployment what concerns the application; unusable values are replaced by their defaults
 *     and are among the problems
 * @param drafts the listeners as far as they could be read, the default one first; none when they
 *     are disabled
 * @param problems everything that is wrong, in the order of the listeners and of the keys'
 *     declaration, unknown keys last
 */
public record Reading(
        DeploymentConfig deployment, List<ListenerDraft> drafts, List<ConfigProblem> problems) {

    public Reading {
        Objects.requireNonNull(deployment, "deployment");
        drafts = List.copyOf(drafts);
        problems = List.copyOf(problems);
    }

    /**
     * The listeners to open, the default one first; none when they are disabled or when there are
     * problems.
     */
    public List<ListenerConfig> listeners() {
        return problems.isEmpty()
                ? drafts.stream().flatMap(draft -> draft.config().stream()).toList()
                : List.of();
    }
}
