package io.postern.internal.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** A connection to an endpoint instance; callbacks run on the calling thread unless told. */
final class Connection {

    static final CloseReason NORMAL =
            new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done");

    final List<Object> replies = new ArrayList<>();
    final List<Throwable> openFailures = new ArrayList<>();
    final Session session;
    final EndpointDescriptor descriptor;
    int handled;
    int released;
    int closed;
    private final ConnectedEndpoint endpoint;

    private Connection(
            Class<?> type,
            EndpointInstances instances,
            Map<String, String> path,
            Executor workers) {
        session = SessionDouble.with(path);
        descriptor = EndpointIntrospector.introspect(type).descriptor().orElseThrow();
        endpoint =
                new ConnectedEndpoint(
                        new DeployedEndpoint(descriptor, instances),
                        new CallbackExecutor(workers, new PlainContext()),
                        session,
                        replies::add);
    }

    static Connection to(Object instance) {
        return to(instance, Map.of());
    }

    static Connection to(Object instance, Map<String, String> path) {
        return to(instance, path, Runnable::run);
    }

    static Connection to(Object instance, Map<String, String> path, Executor workers) {
        Counting counting = new Counting(instance);
        Connection connection = new Connection(instance.getClass(), () -> counting, path, workers);
        counting.owner = connection;
        return connection;
    }

    static Connection withInstances(Class<?> type, EndpointInstances instances) {
        return new Connection(type, instances, Map.of(), Runnable::run);
    }

    Connection open() {
        endpoint.open(openFailures::add);
        return this;
    }

    Connection text(String message) {
        endpoint.text(message, () -> handled++);
        return this;
    }

    Connection binary(String message) {
        endpoint.binary(
                ByteBuffer.wrap(message.getBytes(StandardCharsets.US_ASCII)), () -> handled++);
        return this;
    }

    Connection pong(PongMessage message) {
        endpoint.pong(message, () -> handled++);
        return this;
    }

    Connection error(Throwable fault) {
        endpoint.error(fault);
        return this;
    }

    Connection close() {
        endpoint.close(NORMAL, () -> closed++);
        return this;
    }

    /** Gives the instance and counts how often it is released. */
    private static final class Counting implements EndpointInstance {

        private final Object instance;
        private Connection owner;

        private Counting(Object instance) {
            this.instance = instance;
        }

        @Override
        public Object get() {
            return instance;
        }

        @Override
        public void release() {
            owner.released++;
        }
    }
}
