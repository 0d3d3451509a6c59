package io.postern.internal.upgrade;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDescriptor;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.endpoint.InstanceSource;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;
import java.util.stream.Stream;

/** Endpoint classes that are led to and never called. */
final class Endpoints {

    @ServerEndpoint("/")
    public static class Root {}

    @ServerEndpoint("/chat/lobby")
    public static class Lobby {}

    @ServerEndpoint("/chat/{room}")
    public static class Room {}

    @ServerEndpoint("/{tenant}/lobby")
    public static class TenantLobby {}

    @ServerEndpoint(
            value = "/talk",
            subprotocols = {"v3", "v2", "v1"})
    public static class Talk {}

    private Endpoints() {}

    static EndpointDescriptor descriptor(Class<?> type) {
        return EndpointIntrospector.introspect(type).descriptor().orElseThrow();
    }

    static List<EndpointDescriptor> descriptors(Class<?>... types) {
        return Stream.of(types).map(Endpoints::descriptor).toList();
    }

    static EndpointRoutes routes(String contextPath, Class<?>... types) {
        return new EndpointRoutes(contextPath, Stream.of(types).map(Endpoints::deployed).toList());
    }

    static DeployedEndpoint deployed(Class<?> type) {
        return new DeployedEndpoint(descriptor(type), Endpoints::none);
    }

    /** {@link Room}, as a configuration has it that {@code configurator} belongs to. */
    static DeployedEndpoint room(Configurator configurator) {
        return deployed(
                ServerEndpointConfig.Builder.create(Room.class, "/chat/{room}")
                        .subprotocols(List.of("v3", "v2", "v1"))
                        .configurator(configurator)
                        .build());
    }

    static DeployedEndpoint deployed(ServerEndpointConfig config) {
        return new DeployedEndpoint(
                EndpointIntrospector.introspect(config).descriptor().orElseThrow(),
                Endpoints::none);
    }

    private static InstanceSource none(Class<?> component) {
        return () -> {
            throw new AssertionError("an upgrade makes no instance");
        };
    }
}
