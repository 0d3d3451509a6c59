package io.postern.internal.endpoint;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configuration of an annotated endpoint. Made without {@code ServerEndpointConfig.Builder},
 * which asks the server for its own WebSocket container: there need be none.
 */
final class AnnotatedEndpointConfig implements ServerEndpointConfig {

    private final EndpointDescriptor descriptor;
    private final Map<String, Object> userProperties = new ConcurrentHashMap<>();
    private final Configurator configurator = new DefaultConfigurator();

    AnnotatedEndpointConfig(EndpointDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public Class<?> getEndpointClass() {
        return descriptor.type();
    }

    @Override
    public String getPath() {
        return descriptor.path();
    }

    @Override
    public List<String> getSubprotocols() {
        return descriptor.subprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return List.of();
    }

    @Override
    public Configurator getConfigurator() {
        return configurator;
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return List.of();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return List.of();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
    }
}
