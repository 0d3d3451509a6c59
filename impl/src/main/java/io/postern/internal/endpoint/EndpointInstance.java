package io.postern.internal.endpoint;

/** The instance that serves one connection. */
public interface EndpointInstance {

    /** The object whose methods are called: an instance or a client proxy. */
    Object get();

    /** Ends the instance where it lived for this connection alone; else does nothing. */
    void release();
}
