package io.postern.internal.cdi;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A configuration by the application's own hand, in which things may be missing. */
final class HollowConfig implements ServerEndpointConfig {

    private final Class<?> type;
    private final String path;

    HollowConfig(Class<?> type, String path) {
        this.type = type;
        this.path = path;
    }

    @Override
    public Class<?> getEndpointClass() {
        return type;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public List<String> getSubprotocols() {
        return List.of();
    }

    @Override
    public List<Extension> getExtensions() {
        return List.of();
    }

    @Override
    public Configurator getConfigurator() {
        return new Configurator();
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
        return new HashMap<>();
    }
}
