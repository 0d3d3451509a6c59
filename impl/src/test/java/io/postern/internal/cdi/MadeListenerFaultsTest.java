package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.ConnectionExtension;
import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import io.postern.tls.WebSocketSecureConnectionExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners made in code that cannot be opened: the deployment fails and says why. */
@Timeout(60)
class MadeListenerFaultsTest {

    @TempDir Path directory;

    @ServerEndpoint("/where")
    @Listener("devices")
    @ApplicationScoped
    public static class OnDevices {
        @Inject
        @Listener("devices")
        WebSocketListener own;

        @OnMessage
        public String where(String text) {
            return own.name() + " of " + own.connectionExtensions().registered().size();
        }
    }

    /** Makes what cannot be opened. */
    @ApplicationScoped
    static class Unusable {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            return listeners.create(
                    "devices",
                    WebSocketListenerOptions.builder()
                            .port(70_000)
                            .option("max-mesage-size", "1k")
                            .option("tls.key-store.p12.password", SeApplication.PASSWORD)
                            .build());
        }
    }

    @Test
    void unusable_options_fail_the_deployment_all_together_and_tell_no_secret() {
        assertThatThrownBy(() -> start(Map.of(), OnDevices.class, Unusable.class).close())
                .hasStackTraceContaining("wss.devices.port=70000 (from WebSocketListenerOptions)")
                .hasStackTraceContaining("did you mean wss.devices.max-message-size?")
                .hasStackTraceContaining("wss.devices.tls.key-store.p12.path")
                .satisfies(
                        e -> assertThat(String.valueOf(e)).doesNotContain(SeApplication.PASSWORD));
    }

    /** Has no scope. */
    @Dependent
    static class Unscoped {
        @Produces
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            return listeners.create("devices", WebSocketListenerOptions.builder().build());
        }

        @Produces
        @ApplicationScoped
        @Listener("default")
        WebSocketListener another(WebSocketListenerFactory listeners) {
            return listeners.create("default", WebSocketListenerOptions.builder().build());
        }

        @Produces
        @ApplicationScoped
        @Listener("tls")
        WebSocketListener group(WebSocketListenerFactory listeners) {
            return listeners.create("tls", WebSocketListenerOptions.builder().build());
        }
    }

    @Test
    void producers_that_cannot_work_fail_the_deployment_before_they_are_called() {
        assertThatThrownBy(() -> start(Map.of(), OnDevices.class, Unscoped.class).close())
                .hasStackTraceContaining("'devices', more than once (@Dependent)")
                .hasStackTraceContaining("'default' is the name of the listener")
                .hasStackTraceContaining("'tls' cannot name a listener");
    }

    /** Gives its listener another name than its qualifier. */
    @ApplicationScoped
    static class Misnamed {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            return listeners.create("gadgets", WebSocketListenerOptions.builder().build());
        }
    }

    @Test
    void a_listener_without_a_producer_of_its_name_cannot_be_made() {
        assertThatThrownBy(() -> start(Map.of(), OnDevices.class, Misnamed.class).close())
                .hasStackTraceContaining("listener 'devices' could not be made by")
                .hasStackTraceContaining("qualified with @Listener(\"gadgets\")");
    }

    /** An extension that nobody knows. */
    private static final class Foreign implements ConnectionExtension {}

    /** Registers what a listener has no use for. */
    @ApplicationScoped
    static class Confused {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            WebSocketListener listener =
                    listeners.create("devices", WebSocketListenerOptions.builder().port(0).build());
            WebSocketSecureConnectionExtension extension =
                    new WebSocketSecureConnectionExtension(List::of);
            listener.connectionExtensions().register(extension);
            assertThatThrownBy(() -> listener.connectionExtensions().register(extension))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has a secure connection extension already");
            assertThatThrownBy(() -> listener.connectionExtensions().register(new Foreign()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("knows no extension of type");
            return listener;
        }
    }

    @Test
    void a_made_listener_without_certificates_fails_the_deployment() {
        assertThatThrownBy(() -> start(Map.of(), OnDevices.class, Confused.class).close())
                .hasStackTraceContaining(
                        "the secure connection extension of listener 'devices' gives no"
                                + " certificate");
    }

    private SeApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        return SeApplication.start(directory, new HashMap<>(properties), beans);
    }
}
