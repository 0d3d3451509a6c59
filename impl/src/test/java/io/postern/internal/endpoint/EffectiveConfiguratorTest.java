package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.session.NamedExtension;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WSC-3.1-1: what a configurator overrides is its own, all else keeps the default. */
class EffectiveConfiguratorTest {

    static class Nothing extends Configurator {}

    static class OwnOrigins extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return false;
        }
    }

    static class InheritedOrigins extends OwnOrigins {}

    static class OwnInstances extends Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast("one for all");
        }
    }

    static class Overloaded extends Configurator {
        public boolean checkOrigin(String origin, int times) {
            return false;
        }
    }

    @Test
    void a_configurator_that_overrides_nothing_never_runs() {
        for (Configurator none : List.of(new Nothing(), new Overloaded())) {
            EffectiveConfigurator effective = EffectiveConfigurator.of(none);
            assertThat(effective.asksApplication()).isFalse();
            assertThat(effective.suppliesInstances()).isFalse();
            assertThat(effective.checkOrigin("https://example.org")).isTrue();
        }
    }

    @Test
    void the_platform_default_is_no_application() {
        Configurator platform = new Configurator() {}.getContainerDefaultConfigurator();
        EffectiveConfigurator effective = EffectiveConfigurator.of(platform);
        assertThat(effective.asksApplication()).isFalse();
        assertThat(effective.suppliesInstances()).isFalse();
    }

    /** J-83. */
    @Test
    void service_loader_finds_our_default() {
        assertThat(new Configurator() {}.getContainerDefaultConfigurator())
                .isInstanceOf(DefaultConfigurator.class);
    }

    @Test
    void what_it_overrides_or_inherits_from_an_application_class_is_asked() {
        for (Configurator own : List.of(new OwnOrigins(), new InheritedOrigins())) {
            EffectiveConfigurator effective = EffectiveConfigurator.of(own);
            assertThat(effective.asksApplication()).isTrue();
            assertThat(effective.suppliesInstances()).isFalse();
            assertThat(effective.checkOrigin("https://example.org")).isFalse();
            assertThat(effective.getNegotiatedSubprotocol(List.of("a"), List.of("a")))
                    .isEqualTo("a");
        }
    }

    @Test
    void instances_are_told_apart_from_the_handshake() throws Exception {
        EffectiveConfigurator effective = EffectiveConfigurator.of(new OwnInstances());
        assertThat(effective.suppliesInstances()).isTrue();
        assertThat(effective.asksApplication()).isFalse();
        assertThat(effective.getEndpointInstance(String.class)).isEqualTo("one for all");
    }

    @Test
    void each_method_of_the_handshake_is_noticed() {
        Configurator subprotocol =
                new Configurator() {
                    @Override
                    public String getNegotiatedSubprotocol(
                            List<String> supported, List<String> requested) {
                        return "mine";
                    }
                };
        Configurator extensions =
                new Configurator() {
                    @Override
                    public List<Extension> getNegotiatedExtensions(
                            List<Extension> installed, List<Extension> requested) {
                        return installed;
                    }
                };
        boolean[] called = new boolean[1];
        Configurator handshake =
                new Configurator() {
                    @Override
                    public void modifyHandshake(
                            jakarta.websocket.server.ServerEndpointConfig config,
                            HandshakeRequest request,
                            HandshakeResponse response) {
                        called[0] = true;
                    }
                };
        assertThat(asking(subprotocol).getNegotiatedSubprotocol(List.of(), List.of()))
                .isEqualTo("mine");
        List<Extension> installed = List.of(new NamedExtension("x", List.of()));
        assertThat(asking(extensions).getNegotiatedExtensions(installed, List.of()))
                .isEqualTo(installed);
        asking(handshake).modifyHandshake(null, null, null);
        assertThat(called[0]).isTrue();
    }

    private static EffectiveConfigurator asking(Configurator application) {
        EffectiveConfigurator effective = EffectiveConfigurator.of(application);
        assertThat(effective.asksApplication()).isTrue();
        return effective;
    }
}
