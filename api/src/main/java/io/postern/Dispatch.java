package io.postern;

/**
 * The threads that call an endpoint: {@code wss.dispatch}, or {@link DispatchOn} for one endpoint
 * or one of its methods. Whatever is chosen, callbacks of one connection never overlap and keep the
 * order of arrival, and the application's class loader, naming and request context are in place.
 */
public enum Dispatch {
    /**
     * The server's default {@code ManagedExecutorService}, or threads of the listener's own where
     * there is none. Callbacks may block.
     */
    MANAGED,

    /**
     * A virtual thread for each burst of callbacks. They may block, in any number. Needs Java 21 or
     * later.
     */
    VIRTUAL,

    /**
     * The event loop of the connection, which serves many others as well: the fastest for callbacks
     * that never block. Blocking sends do not wait there: they are done when the message is queued,
     * and fail at once where there is no room for it.
     */
    EVENT_LOOP
}
