package io.postern.internal.endpoint;

import jakarta.websocket.Endpoint;
import java.util.List;
import java.util.Optional;

/** The two ways in which an endpoint can be written. */
sealed interface EndpointKind {

    /** Ties the instance that serves a connection to it. */
    EndpointCalls connect(Object instance, EndpointConnection connection);

    /**
     * A class whose annotated methods are called.
     *
     * @param messages its {@code @OnMessage} methods, at most one for each kind of message
     */
    record Annotated(Lifecycle lifecycle, List<MessageMethod> messages) implements EndpointKind {

        public Annotated {
            messages = List.copyOf(messages);
        }

        @Override
        public EndpointCalls connect(Object instance, EndpointConnection connection) {
            messages.forEach(
                    method ->
                            connection
                                    .handlers()
                                    .install(new MethodReceiver(method, instance, connection)));
            return new AnnotatedCalls(lifecycle, instance, connection);
        }
    }

    /** The life-cycle callbacks that an annotated class has. */
    record Lifecycle(
            Optional<CallbackMethod> onOpen,
            Optional<CallbackMethod> onClose,
            Optional<CallbackMethod> onError) {}

    /**
     * A class that extends {@code Endpoint}; it adds message handlers to its session itself.
     *
     * @param handlesErrors whether {@code onError} is its own: the inherited one drops what it is
     *     told
     */
    record Programmatic(boolean handlesErrors) implements EndpointKind {

        @Override
        public EndpointCalls connect(Object instance, EndpointConnection connection) {
            return new ProgrammaticCalls((Endpoint) instance, connection, handlesErrors);
        }
    }
}
