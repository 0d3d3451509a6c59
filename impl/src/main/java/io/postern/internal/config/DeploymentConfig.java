package io.postern.internal.config;

import java.util.Objects;

/**
 * What concerns the application as a whole.
 *
 * @param enabled {@code wss.enabled}: {@code false} opens nothing
 * @param containerEndpoints {@code wss.container-endpoints}: whether the server may serve the same
 *     endpoint classes on its own port
 */
public record DeploymentConfig(boolean enabled, ContainerEndpoints containerEndpoints) {

    public DeploymentConfig {
        Objects.requireNonNull(containerEndpoints, "containerEndpoints");
    }
}
