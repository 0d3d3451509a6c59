package io.postern.internal.endpoint;

import io.postern.internal.config.OriginRules;
import io.postern.internal.endpoint.AccessRule.Access;
import io.postern.upgrade.AllowedOrigins;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who may open a session of an endpoint, as far as it says so itself.
 *
 * @param type by its class
 * @param open by the method that opens it
 * @param origins instead of those of its listeners
 */
public record EntryPolicy(AccessRule type, AccessRule open, Optional<OriginRules> origins) {

    /**
     * What a class says.
     *
     * @param problem told what is wrong with it
     */
    static EntryPolicy of(Class<?> type, Consumer<String> problem) {
        Optional<AccessRule> rule = Optional.empty();
        // What a superclass says holds for those that say nothing: its callbacks are inherited.
        for (Class<?> level = type; rule.isEmpty() && level != null; ) {
            rule = AccessRule.declared(level, problem);
            level = level.getSuperclass();
        }
        return new EntryPolicy(
                rule.orElse(AccessRule.EVERYONE), AccessRule.EVERYONE, origins(type, problem));
    }

    private static Optional<OriginRules> origins(Class<?> type, Consumer<String> problem) {
        AllowedOrigins annotation = type.getAnnotation(AllowedOrigins.class);
        if (annotation == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OriginRules.of(String.join(",", annotation.value())));
        } catch (IllegalArgumentException e) {
            problem.accept("has @AllowedOrigins that cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** With the rule of the method that opens it, where that has one. */
    EntryPolicy opening(Optional<AccessRule> rule) {
        return new EntryPolicy(type, rule.orElse(AccessRule.EVERYONE), origins);
    }

    /** Decides about a client: both must let it in. */
    public Access test(Identity client) {
        Access byType = type.test(client);
        return byType == Access.ALLOWED ? open.test(client) : byType;
    }
}
