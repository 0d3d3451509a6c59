package io.postern.internal.endpoint;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * The platform's default configurator (Jakarta WebSocket 2.1, section 3.1). Each method of the
 * inherited class would ask the server for its own WebSocket container: there need be none.
 */
final class DefaultConfigurator extends ServerEndpointConfig.Configurator {

    @Override
    public ServerEndpointConfig.Configurator getContainerDefaultConfigurator() {
        return this;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream().filter(supported::contains).findFirst().orElse("");
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
            List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    /** True: the listener's own rule, {@code wss.origins}, has been applied before. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public void modifyHandshake(
            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // The default leaves the response as it is.
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        throw new InstantiationException(
                "instances of " + endpointClass.getName() + " come from CDI, for each connection");
    }
}
