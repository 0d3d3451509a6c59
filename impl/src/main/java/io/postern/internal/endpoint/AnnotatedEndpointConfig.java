package io.postern.internal.endpoint;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configuration that a {@code @ServerEndpoint} declares. Made without {@code
 * ServerEndpointConfig.Builder}, which asks the server for its own WebSocket container: there need
 * be none.
 */
final class AnnotatedEndpointConfig implements ServerEndpointConfig {

    private final Class<?> type;
    private final ServerEndpoint annotation;
    private final Configurator configurator;
    private final Map<String, Object> userProperties = new ConcurrentHashMap<>();

    private AnnotatedEndpointConfig(
            Class<?> type, ServerEndpoint annotation, Configurator configurator) {
        this.type = type;
        this.annotation = annotation;
        this.configurator = configurator;
    }

    /** With the configurator that the annotation names, one for the whole endpoint. */
    static AnnotatedEndpointConfig of(
            Class<?> type, ServerEndpoint annotation, Components components) {
        Class<? extends Configurator> named = annotation.configurator();
        return new AnnotatedEndpointConfig(
                type,
                annotation,
                named == Configurator.class
                        ? new DefaultConfigurator()
                        : named.cast(components.of(named).obtain().get()));
    }

    @Override
    public Class<?> getEndpointClass() {
        return type;
    }

    @Override
    public String getPath() {
        return annotation.value();
    }

    @Override
    public List<String> getSubprotocols() {
        return List.of(annotation.subprotocols());
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
        return List.of(annotation.encoders());
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return List.of(annotation.decoders());
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
    }
}
