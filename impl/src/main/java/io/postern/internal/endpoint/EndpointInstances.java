package io.postern.internal.endpoint;

/** Where the instances of one endpoint class come from; the CDI side honours the bean's scope. */
@FunctionalInterface
public interface EndpointInstances {

    /**
     * Makes or finds the instance that serves a new connection. Called on a callback thread, within
     * a request context.
     */
    EndpointInstance obtain();
}
