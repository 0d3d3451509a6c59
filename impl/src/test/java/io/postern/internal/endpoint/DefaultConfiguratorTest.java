package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefaultConfiguratorTest {

    /** A class as a server would have it made. */
    public static class Plain {}

    /** One that cannot be made. */
    public static class Broken {
        public Broken() {
            throw new IllegalStateException("broken");
        }
    }

    private final ServerEndpointConfig.Configurator defaults = new DefaultConfigurator();

    /** WSC-3.1.2-1, J-77. */
    @Test
    void the_first_subprotocol_of_the_client_that_is_supported_is_chosen() {
        assertThat(defaults.getNegotiatedSubprotocol(List.of("v3", "v2"), List.of("v1", "v2")))
                .isEqualTo("v2");
        assertThat(defaults.getNegotiatedSubprotocol(List.of("v3", "v2"), List.of("v2", "v3")))
                .isEqualTo("v2");
        assertThat(defaults.getNegotiatedSubprotocol(List.of("v3"), List.of("v1"))).isEmpty();
    }

    /** WSC-3.1.3-1, J-78. */
    @Test
    void the_extensions_that_are_installed_are_chosen_in_the_client_s_order() {
        assertThat(
                        defaults.getNegotiatedExtensions(
                                named("a", "b", "c"), named("c", "unknown", "a")))
                .extracting(Extension::getName)
                .containsExactly("c", "a");
        assertThat(defaults.getNegotiatedExtensions(named(), named("a"))).isEmpty();
    }

    private static List<Extension> named(String... names) {
        return Stream.of(names).map(DefaultConfiguratorTest::extension).toList();
    }

    private static Extension extension(String name) {
        return new Extension() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public List<Parameter> getParameters() {
                return List.of();
            }
        };
    }

    /** WSC-3.1.7-2. */
    @Test
    void without_cdi_each_call_makes_a_new_instance() throws Exception {
        Plain one = defaults.getEndpointInstance(Plain.class);
        assertThat(one).isNotNull().isNotSameAs(defaults.getEndpointInstance(Plain.class));
    }

    @Test
    void a_class_that_cannot_be_made_is_named() {
        assertThatThrownBy(() -> defaults.getEndpointInstance(Broken.class))
                .isInstanceOf(InstantiationException.class)
                .hasMessageContaining(Broken.class.getName())
                .hasRootCauseMessage("broken");
    }

    /** J-84: a configuration can be built where there is no server. */
    @Test
    void the_builder_of_configurations_finds_it() {
        assertThat(
                        ServerEndpointConfig.Builder.create(Plain.class, "/plain")
                                .build()
                                .getConfigurator())
                .isInstanceOf(DefaultConfigurator.class);
    }
}
