package io.postern.internal.upgrade;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDescriptor;
import io.postern.internal.endpoint.EndpointIntrospector;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.stream.Stream;

/** Endpoint classes that are led to and never called. */
final class Endpoints {

    @ServerEndpoint("/")
    static class Root {}

    @ServerEndpoint("/chat/lobby")
    static class Lobby {}

    @ServerEndpoint("/chat/{room}")
    static class Room {}

    @ServerEndpoint("/{tenant}/lobby")
    static class TenantLobby {}

    @ServerEndpoint(
            value = "/talk",
            subprotocols = {"v3", "v2", "v1"})
    static class Talk {}

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
        return new DeployedEndpoint(
                descriptor(type),
                () -> {
                    throw new AssertionError("an upgrade makes no instance");
                });
    }
}
