package io.postern.internal.endpoint;

/** Where the instances of one class come from; the CDI side honours the bean's scope. */
@FunctionalInterface
public interface InstanceSource {

    /**
     * Makes or finds an instance for a new use: a connection, for endpoints, encoders and decoders.
     * Called on a thread of the application's, within a request context where there is one.
     */
    ManagedInstance obtain();
}
