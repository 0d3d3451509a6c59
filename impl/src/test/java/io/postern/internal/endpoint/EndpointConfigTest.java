package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    static class Chat {
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
                    () -> {
                        throw new IllegalStateException("no connection is made");
                    });

    @Test
    void the_clients_preference_decides_among_the_subprotocols() {
        ServerEndpointConfig.Configurator configurator = deployed.config().getConfigurator();
        assertThat(
                        configurator.getNegotiatedSubprotocol(
                                descriptor.subprotocols(), List.of("v9", "v1", "v2")))
                .isEqualTo("v1");
        assertThat(configurator.getNegotiatedSubprotocol(descriptor.subprotocols(), List.of("v9")))
                .isEmpty();
    }

    @Test
    void the_configurator_works_without_a_container_and_makes_no_instances() {
        ServerEndpointConfig.Configurator configurator = deployed.config().getConfigurator();
        assertThat(configurator.getContainerDefaultConfigurator()).isSameAs(configurator);
        assertThat(configurator.getNegotiatedExtensions(List.of(), List.of())).isEmpty();
        assertThatThrownBy(() -> configurator.getEndpointInstance(Chat.class))
                .isInstanceOf(InstantiationException.class)
                .hasMessageContaining(Chat.class.getName());
    }

    @Test
    void one_configuration_serves_all_connections_of_an_endpoint() {
        deployed.config().getUserProperties().put("colour", "red");
        assertThat(deployed.config().getUserProperties()).containsEntry("colour", "red");
        assertThat(deployed.config().getEndpointClass()).isEqualTo(Chat.class);
    }

    @Test
    void a_limit_is_the_methods_where_the_annotation_sets_one() {
        assertThat(descriptor.maxTextMessageSize()).isEqualTo(10L);
        assertThat(descriptor.maxBinaryMessageSize()).isNull();
    }
}
