package io.postern.internal.endpoint;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who may use an endpoint or one of its methods, as {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} says (Jakarta Annotations 2.1, sections 2.10 to 2.12).
 */
public sealed interface AccessRule {

    /** What becomes of a client. */
    enum Access {
        ALLOWED,
        /** It has not said who it is. */
        UNKNOWN_CLIENT,
        /** It is known, and that does not help. */
        FORBIDDEN
    }

    /** Everyone may. */
    AccessRule EVERYONE = new Everyone();

    /** Decides about a client. */
    Access test(Identity client);

    /**
     * What a class or a method says.
     *
     * @param problem told what is wrong with it
     */
    static Optional<AccessRule> declared(AnnotatedElement element, Consumer<String> problem) {
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        boolean denied = element.isAnnotationPresent(DenyAll.class);
        boolean permitted = element.isAnnotationPresent(PermitAll.class);
        if (Stream.of(roles != null, denied, permitted).filter(present -> present).count() > 1) {
            problem.accept(
                    "has more than one of @RolesAllowed, @PermitAll and @DenyAll; leave the one"
                            + " that is meant");
        }
        if (denied) {
            return Optional.of(new Nobody());
        }
        if (roles == null) {
            return permitted ? Optional.of(EVERYONE) : Optional.empty();
        }
        if (Stream.of(roles.value()).anyMatch(String::isBlank) || roles.value().length == 0) {
            problem.accept(
                    "has @RolesAllowed without a role; name one, \"**\" for every client that is"
                            + " known, or use @DenyAll");
        }
        return Optional.of(new HasRole(Set.copyOf(List.of(roles.value()))));
    }

    /** Everyone may. */
    record Everyone() implements AccessRule {
        @Override
        public Access test(Identity client) {
            return Access.ALLOWED;
        }
    }

    /** Nobody may. */
    record Nobody() implements AccessRule {
        @Override
        public Access test(Identity client) {
            return Access.FORBIDDEN;
        }
    }

    /**
     * Who has one of these roles may.
     *
     * @param roles {@link #ANY_IDENTITY} for every client that is known, whatever its roles
     */
    record HasRole(Set<String> roles) implements AccessRule {

        /** As in Jakarta Servlet 6.0, section 13.3. */
        static final String ANY_IDENTITY = "**";

        @Override
        public Access test(Identity client) {
            if (client.principal().isEmpty()) {
                return Access.UNKNOWN_CLIENT;
            }
            return roles.contains(ANY_IDENTITY) || roles.stream().anyMatch(client.roles()::contains)
                    ? Access.ALLOWED
                    : Access.FORBIDDEN;
        }
    }
}
