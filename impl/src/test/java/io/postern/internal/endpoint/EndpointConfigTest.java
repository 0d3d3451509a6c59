package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is no WebSocket container in these tests, as on a server without that feature. */
class EndpointConfigTest {

    @ServerEndpoint(
            value = "/chat",
            subprotocols = {"v2", "v1"})
    public static class Chat {
        @OnMessage(maxMessageSize = 10)
        void text(String message) {}

        @OnMessage
        void binary(byte[] message) {}
    }

    private final EndpointDescriptor descriptor =
            EndpointIntrospector.introspect(Chat.class).descriptor().orElseThrow();

    private final DeployedEndpoint deployed =
            new DeployedEndpoint(
                    descriptor,
                    component ->
                            () -> {
                                throw new IllegalStateException("no connection is made");
                            });

    @Test
    void the_clients_preference_decides_among_the_subprotocols() {
        ServerEndpointConfig.Configurator configurator = deployed.config().getConfigurator();
        assertThat(
                        configurator.getNegotiatedSubprotocol(
                                deployed.config().getSubprotocols(), List.of("v9", "v1", "v2")))
                .isEqualTo("v1");
        assertThat(
                        configurator.getNegotiatedSubprotocol(
                                deployed.config().getSubprotocols(), List.of("v9")))
                .isEmpty();
    }

    @Test
    void the_configurator_works_without_a_container() throws Exception {
        ServerEndpointConfig.Configurator configurator = deployed.config().getConfigurator();
        assertThat(configurator.getContainerDefaultConfigurator()).isSameAs(configurator);
        assertThat(configurator.getNegotiatedExtensions(List.of(), List.of())).isEmpty();
        assertThat(configurator.getEndpointInstance(Chat.class)).isNotNull();
    }

    @Test
    void one_configuration_serves_all_connections_of_an_endpoint() {
        deployed.config().getUserProperties().put("colour", "red");
        assertThat(deployed.config().getUserProperties()).containsEntry("colour", "red");
        assertThat(deployed.config().getEndpointClass()).isEqualTo(Chat.class);
    }
}
