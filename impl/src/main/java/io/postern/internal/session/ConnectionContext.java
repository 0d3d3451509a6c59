package io.postern.internal.session;

import io.postern.Connection;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;

/** Surrounds the callbacks of one connection. */
record ConnectionContext(CallbackContext context, Connection connection)
        implements CallbackContext {

    @Override
    public void run(Runnable callbacks) {
        context.run(callbacks);
    }

    @Override
    public void inRequest(Identity identity, Runnable callback) {
        context.inRequest(identity, connection, callback);
    }
}
