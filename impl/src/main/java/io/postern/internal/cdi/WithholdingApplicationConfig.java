package io.postern.internal.cdi;

import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.ContainerEndpoints;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keeps the server from serving the same endpoints on its own port, without TLS: the server asks
 * each {@code ServerApplicationConfig} that it finds which of the classes that it found it shall
 * deploy (Jakarta WebSocket 2.1, section 6.2), and this one says none, unless {@code
 * wss.container-endpoints=allow}.
 */
public final class WithholdingApplicationConfig implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(
            Set<Class<? extends Endpoint>> endpointClasses) {
        return Set.of();
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        ContainerEndpoints choice =
                ConfigReader.of(ConfigProvider.getConfig()).containerEndpoints();
        return choice == ContainerEndpoints.ALLOW ? scanned : Set.of();
    }
}
