package io.postern.internal.extension;

import io.postern.ConnectionExtension;

/**
 * An extension of the application's.
 *
 * @param name its class, for messages
 */
public record NamedExtension(String name, ConnectionExtension extension) {

    /** One that is named by its own class. */
    public static NamedExtension of(ConnectionExtension extension) {
        return new NamedExtension(extension.getClass().getName(), extension);
    }
}
