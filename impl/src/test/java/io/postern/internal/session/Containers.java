package io.postern.internal.session;

import io.postern.internal.config.Compression;
import io.postern.internal.config.SessionConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;

/** Containers to which no endpoint can be added. */
public final class Containers {

    private Containers() {}

    public static ListenerContainer of(SessionConfig config) {
        return of(config, Compression.OFF);
    }

    public static ListenerContainer of(SessionConfig config, Compression compression) {
        return new ListenerContainer(
                config,
                PerMessageDeflate.installed(compression),
                new ListenerContainer.Deployer() {
                    @Override
                    public void deploy(Class<?> endpoint) throws DeploymentException {
                        throw new DeploymentException("this container takes no endpoints");
                    }

                    @Override
                    public void deploy(ServerEndpointConfig endpoint) throws DeploymentException {
                        throw new DeploymentException("this container takes no endpoints");
                    }
                });
    }
}
