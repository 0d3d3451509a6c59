package io.postern.internal.endpoint;

import jakarta.websocket.Session;
import java.util.function.Supplier;

/**
 * What must surround application code on a thread: the application's class loader and naming, and a
 * request context. The CDI side implements it.
 */
public interface CallbackContext {

    /** Adds nothing. */
    CallbackContext PLAIN =
            new CallbackContext() {
                @Override
                public void run(Runnable callbacks) {
                    callbacks.run();
                }

                @Override
                public void inRequest(Identity identity, Runnable callback) {
                    callback.run();
                }
            };

    /**
     * Runs {@code callbacks} with the application's class loader and naming in place, or without
     * them where the application is already gone: it runs them in every case, once.
     */
    void run(Runnable callbacks);

    /**
     * Runs one callback in a request context of its own, or without one where CDI has ended: it
     * runs in every case, once. Called inside {@link #run}.
     *
     * @param identity of the peer for whose sake it runs
     */
    void inRequest(Identity identity, Runnable callback);

    /**
     * What surrounds the callbacks of one connection.
     *
     * @param client who it is at present
     */
    default ConnectionContext connected(Supplier<Identity> client, Session session) {
        CallbackContext context = this;
        return new ConnectionContext() {
            @Override
            public void run(Runnable callbacks) {
                context.run(callbacks);
            }

            @Override
            public void inRequest(Runnable callback) {
                context.inRequest(client.get(), callback);
            }
        };
    }
}
