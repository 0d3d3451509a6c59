package io.postern;

import java.util.List;

/** The extensions of one listener. Thread-safe. */
public interface ConnectionExtensions {

    /**
     * Adds one, behind those that are there.
     *
     * @throws IllegalArgumentException when it is of a type that the listener does not know
     * @throws IllegalStateException when the listener has been opened, when it is one that
     *     configuration makes (its extensions come from {@code wss.*} and from CDI beans), or when
     *     it has one of a type of which there can be only one
     */
    void register(ConnectionExtension extension);

    /** Those that were registered, in their order. Immutable; later ones are not in it. */
    List<ConnectionExtension> registered();
}
