package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;

/** The life-cycle callbacks of the instance that serves a connection. */
interface EndpointCalls {

    void open() throws Throwable;

    void close(CloseReason reason) throws Throwable;

    /** Whether the endpoint wants to be told of errors. */
    boolean handlesErrors();

    void error(Throwable fault) throws Throwable;
}
