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
 * @param open by its {@code @OnOpen} method
 * @param origins instead of those of its listeners
 */
public record EntryPolicy(AccessRule type, AccessRule open, Optional<OriginRules> origins) {

    /**
     * What a class says.
     *
     * @param problem told what is wrong with it
     */
    static EntryPolicy of(Class<?> type, Consumer<String> problem) {
        AccessRule rule = AccessRule.declared(type, problem).orElse(AccessRule.EVERYONE);
        return new EntryPolicy(rule, AccessRule.EVERYONE, origins(type, problem));
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

    /** With the rule of its {@code @OnOpen}, where it has one. */
    EntryPolicy with(EndpointKind.Lifecycle lifecycle) {
        return new EntryPolicy(
                type,
                lifecycle.onOpen().flatMap(CallbackMethod::access).orElse(AccessRule.EVERYONE),
                origins);
    }

    /** Decides about a client: both must let it in. */
    public Access test(Identity client) {
        Access byType = type.test(client);
        return byType == Access.ALLOWED ? open.test(client) : byType;
    }
}
