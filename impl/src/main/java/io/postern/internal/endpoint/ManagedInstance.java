package io.postern.internal.endpoint;

/** An application's object that has to be let go of. */
public interface ManagedInstance {

    /** The object whose methods are called: an instance or a client proxy. */
    Object get();

    /** Ends the instance where it was made for this use alone; else does nothing. */
    void release();
}
