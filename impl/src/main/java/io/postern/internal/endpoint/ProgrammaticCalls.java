package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;

/** The life-cycle methods of an {@code Endpoint}. */
record ProgrammaticCalls(Endpoint endpoint, EndpointConnection connection, boolean handlesErrors)
        implements EndpointCalls {

    @Override
    public void open() {
        endpoint.onOpen(connection.session(), connection.config());
    }

    @Override
    public void close(CloseReason reason) {
        endpoint.onClose(connection.session(), reason);
    }

    @Override
    public void error(Throwable fault) {
        endpoint.onError(connection.session(), fault);
    }
}
