package io.postern.internal.endpoint;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig;

/** An endpoint that the listener serves. Each is itself only: two may declare the same. */
public final class DeployedEndpoint {

    private final EndpointDescriptor descriptor;
    private final Components components;
    private final ServerEndpointConfig config;
    private final EffectiveConfigurator configurator;
    private final InstanceSource instances;

    /**
     * Deploys what {@code descriptor} declares; makes the configurator where it names a class.
     *
     * @param components where instances come from
     */
    public DeployedEndpoint(EndpointDescriptor descriptor, Components components) {
        this.descriptor = descriptor;
        this.components = components;
        this.config = descriptor.declaration().config(components);
        this.configurator = EffectiveConfigurator.of(config.getConfigurator());
        this.instances =
                new ConfiguredInstances(
                        descriptor.type(), configurator, components.of(descriptor.type()));
    }

    /** What the endpoint declares. */
    public EndpointDescriptor descriptor() {
        return descriptor;
    }

    /** One for all its connections; each connection sees a copy of its user properties. */
    public ServerEndpointConfig config() {
        return config;
    }

    /** The configuration's configurator, with our defaults for what it leaves to them. */
    public EffectiveConfigurator configurator() {
        return configurator;
    }

    /** The name of its class, for messages. */
    public String name() {
        return descriptor.type().getName();
    }

    InstanceSource instances() {
        return instances;
    }

    /** Encoders and decoders for a new connection. */
    public ConnectedCodecs codecs(EndpointConfig connection) {
        return new ConnectedCodecs(descriptor.codecs(), components, connection);
    }
}
