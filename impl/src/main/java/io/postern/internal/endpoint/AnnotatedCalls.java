package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotated life-cycle methods of an instance, where its class has them. */
record AnnotatedCalls(
        EndpointKind.Lifecycle lifecycle, Object instance, EndpointConnection connection)
        implements EndpointCalls {

    @Override
    public void open() throws Throwable {
        call(lifecycle.onOpen(), null);
    }

    @Override
    public void close(CloseReason reason) throws Throwable {
        call(lifecycle.onClose(), reason);
    }

    @Override
    public boolean handlesErrors() {
        return lifecycle.onError().isPresent();
    }

    @Override
    public void error(Throwable fault) throws Throwable {
        call(lifecycle.onError(), fault);
    }

    private void call(Optional<CallbackMethod> method, @Nullable Object payload) throws Throwable {
        if (method.isPresent()) {
            method.get().call(instance, new CallbackArguments(connection, payload));
        }
    }
}
