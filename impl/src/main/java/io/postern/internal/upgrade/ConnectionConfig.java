package io.postern.internal.upgrade;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An endpoint's configuration as one connection has it: all is the endpoint's, but for the user
 * properties, which are a copy (Jakarta WebSocket 2.1 section 3.1.5).
 */
final class ConnectionConfig implements ServerEndpointConfig {

    private final ServerEndpointConfig endpoint;

    /**
     * Values may be null, as they may where a server runs the same configurator: many put what
     * {@code getHttpSession} returns.
     */
    private final Map<String, Object> userProperties;

    ConnectionConfig(ServerEndpointConfig endpoint) {
        this.endpoint = endpoint;
        this.userProperties =
                Collections.synchronizedMap(new HashMap<>(endpoint.getUserProperties()));
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
    }

    @Override
    public Class<?> getEndpointClass() {
        return endpoint.getEndpointClass();
    }

    @Override
    public String getPath() {
        return endpoint.getPath();
    }

    @Override
    public List<String> getSubprotocols() {
        return endpoint.getSubprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return endpoint.getExtensions();
    }

    @Override
    public Configurator getConfigurator() {
        return endpoint.getConfigurator();
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return endpoint.getEncoders();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return endpoint.getDecoders();
    }
}
