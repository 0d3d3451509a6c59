package io.postern.internal.endpoint;

import jakarta.websocket.server.ServerEndpointConfig;

/**
 * An endpoint class that the listener serves.
 *
 * @param descriptor what the class declares
 * @param instances where its instances come from
 * @param config one for all its connections, as {@code @OnOpen} methods see it
 */
public record DeployedEndpoint(
        EndpointDescriptor descriptor, EndpointInstances instances, ServerEndpointConfig config) {

    /** With the configuration that the descriptor describes. */
    public DeployedEndpoint(EndpointDescriptor descriptor, EndpointInstances instances) {
        this(descriptor, instances, new AnnotatedEndpointConfig(descriptor));
    }
}
