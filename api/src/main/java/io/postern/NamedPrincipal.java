package io.postern;

import java.security.Principal;

/** A principal that is nothing but a name. */
record NamedPrincipal(String name) implements Principal {

    NamedPrincipal {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a principal must not be blank");
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
