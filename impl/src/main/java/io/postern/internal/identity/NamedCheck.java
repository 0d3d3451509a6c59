package io.postern.internal.identity;

import io.postern.upgrade.ForEndpoints;
import io.postern.upgrade.UpgradeCheck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A check of the application's.
 *
 * @param name its class
 * @param endpoints that it is asked about, and their subclasses; empty for all
 */
public record NamedCheck(String name, Optional<Set<Class<?>>> endpoints, UpgradeCheck check) {

    /** As its class says. */
    public static NamedCheck of(Class<?> type, UpgradeCheck check) {
        return new NamedCheck(type.getName(), endpoints(type), check);
    }

    /** The endpoints that the class of a check names; empty for all. */
    public static Optional<Set<Class<?>>> endpoints(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(ForEndpoints.class))
                .map(only -> new LinkedHashSet<>(List.of(only.value())));
    }

    boolean isFor(Class<?> endpoint) {
        return endpoints.isEmpty()
                || endpoints.get().stream().anyMatch(named -> named.isAssignableFrom(endpoint));
    }
}
