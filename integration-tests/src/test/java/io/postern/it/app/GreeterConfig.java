package io.postern.it.app;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Collectors;

/** Has programmatic endpoints served, and of the annotated ones only {@link Plain}. */
public class GreeterConfig implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
        return scanned.stream()
                .filter(type -> type == Greeter.class)
                .map(type -> ServerEndpointConfig.Builder.create(type, "/greeter").build())
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        return scanned.stream().filter(type -> type == Plain.class).collect(Collectors.toSet());
    }
}
