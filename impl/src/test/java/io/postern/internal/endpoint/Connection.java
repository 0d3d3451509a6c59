package io.postern.internal.endpoint;

import io.postern.Dispatch;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A connection to an endpoint instance; callbacks run on the calling thread unless told. */
final class Connection {

    static final CloseReason NORMAL =
            new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done");

    final List<Object> replies = new ArrayList<>();
    final List<Throwable> openFailures = new ArrayList<>();
    final Session session;
    final EndpointDescriptor descriptor;
    final MessageHandlers handlers;
    Identity client = Identity.NONE;
    final List<CloseReason> refused = new ArrayList<>();
    int handled;
    int released;
    int closed;
    private final ConnectedEndpoint endpoint;

    private Connection(
            EndpointDescriptor descriptor,
            Components components,
            Map<String, String> path,
            Executor workers) {
        this.descriptor = descriptor;
        DeployedEndpoint deployed = new DeployedEndpoint(descriptor, components);
        ConnectedCodecs codecs = deployed.codecs(deployed.config());
        handlers = new MessageHandlers(descriptor.codecs(), codecs);
        session = SessionDouble.with(path, handlers);
        endpoint =
                new ConnectedEndpoint(
                        deployed,
                        new EndpointConnection(
                                session,
                                () -> client,
                                deployed.config(),
                                codecs,
                                handlers,
                                replies::add),
                        new CallbackExecutor(
                                new OnWorkers(workers),
                                CallbackContext.PLAIN.connected(() -> client, session)),
                        Dispatch.MANAGED,
                        refused::add);
    }

    static Connection to(Object instance) {
        return to(instance, Map.of());
    }

    static Connection to(Object instance, Map<String, String> path) {
        return to(instance, path, Runnable::run);
    }

    static Connection to(Object instance, Map<String, String> path, Executor workers) {
        Counting counting = new Counting(instance);
        Connection connection =
                new Connection(
                        described(instance.getClass()), type -> () -> counting, path, workers);
        counting.owner = connection;
        return connection;
    }

    static Connection withInstances(Class<?> type, InstanceSource instances) {
        return new Connection(described(type), component -> instances, Map.of(), Runnable::run);
    }

    /** To a new instance of {@code type}, whose decoders and encoders are made, too. */
    static Connection toNew(Class<?> type, Components components) {
        return new Connection(described(type), components, Map.of(), Runnable::run);
    }

    /** To an endpoint under a configuration. */
    static Connection to(ServerEndpointConfig config, Components components) {
        return new Connection(
                EndpointIntrospector.introspect(config).descriptor().orElseThrow(),
                components,
                Map.of(),
                Runnable::run);
    }

    private static EndpointDescriptor described(Class<?> type) {
        return EndpointIntrospector.introspect(type).descriptor().orElseThrow();
    }

    Connection open() {
        endpoint.open(openFailures::add, () -> {});
        return this;
    }

    Connection text(String message) {
        return message(new Message.Text(message), null);
    }

    Connection binary(String message) {
        ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.US_ASCII));
        return message(new Message.Binary(bytes), null);
    }

    /** A part that was taken for the receiver of now, as the session does. */
    Connection part(Message part) {
        return message(part, handlers.of(part.kind()).orElse(null));
    }

    Connection pong(PongMessage message) {
        return message(new Message.Pong(message), null);
    }

    private Connection message(Message message, @Nullable MessageReceiver receiver) {
        endpoint.message(message, receiver, () -> handled++);
        endpoint.messagesComplete();
        return this;
    }

    Connection error(Throwable fault) {
        endpoint.error(fault);
        return this;
    }

    Connection close() {
        endpoint.close(() -> NORMAL, () -> closed++);
        return this;
    }

    /** Gives the instance and counts how often it is released. */
    private static final class Counting implements ManagedInstance {

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
