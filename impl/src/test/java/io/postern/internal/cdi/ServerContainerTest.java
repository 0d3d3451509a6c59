package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** J-87 to J-91, D-15, D-16, D-18: the application's container, on CDI SE. */
class ServerContainerTest {

    private static final Map<String, String> DISABLED = Map.of("wss.enabled", "false");

    @TempDir Path directory;

    @ServerEndpoint("/found")
    @ApplicationScoped
    public static class Found {
        @OnMessage
        public String message(String text) {
            return "found " + text;
        }
    }

    @ServerEndpoint("/added")
    public static class Added {
        @OnMessage
        public String message(String text) {
            return "added " + text;
        }
    }

    /** Tells the defaults that its session has from the container, and what the container says. */
    @ServerEndpoint("/limits")
    public static class Limits {
        @OnMessage
        public String message(String text, Session session) {
            return "%d %d %d %d, %d"
                    .formatted(
                            session.getMaxIdleTimeout(),
                            session.getMaxTextMessageBufferSize(),
                            session.getMaxBinaryMessageBufferSize(),
                            session.getAsyncRemote().getSendTimeout(),
                            session.getContainer().getDefaultMaxSessionIdleTimeout());
        }
    }

    @ServerEndpoint("/faulty")
    public static class Faulty {
        @OnOpen
        public void open(Integer number) {
            // Never called.
        }
    }

    /** As an application does it that adds endpoints when it starts. */
    @ApplicationScoped
    public static class AtStartup {

        @Inject ServerContainer container;

        public void begin(@Observes Startup event) throws DeploymentException {
            container.setDefaultMaxSessionIdleTimeout(61_000);
            container.addEndpoint(Added.class);
            container.addEndpoint(Found.class);
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Added.class, "/configured").build());
            container.addEndpoint(Limits.class);
        }
    }

    @ApplicationScoped
    public static class CollidesAtStartup {

        @Inject ServerContainer container;

        public void begin(@Observes Startup event) throws DeploymentException {
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Added.class, "/found").build());
        }
    }

    @Test
    void endpoints_added_before_the_listener_opens_are_served_with_those_that_were_found()
            throws Exception {
        try (SeApplication application = start(Map.of(), Found.class, AtStartup.class)) {
            assertThat(application.connect("/found").ask("a")).isEqualTo("found a");
            assertThat(application.connect("/added").ask("b")).isEqualTo("added b");
            assertThat(application.connect("/configured").ask("c")).isEqualTo("added c");
        }
    }

    @Test
    void an_endpoint_added_while_the_listener_is_open_is_served_at_once() throws Exception {
        try (SeApplication application = start(Map.of(), Found.class)) {
            assertThat(application.status("/added")).isEqualTo(404);
            container(application).addEndpoint(Added.class);
            assertThat(application.connect("/added").ask("a")).isEqualTo("added a");
            container(application).addEndpoint(Added.class);
            container(application).addEndpoint(Found.class);
            assertThat(application.connect("/found").ask("b")).isEqualTo("found b");
        }
    }

    @Test
    void an_endpoint_at_a_path_that_is_taken_is_refused_before_and_after_opening()
            throws Exception {
        assertThatThrownBy(() -> start(Map.of(), Found.class, CollidesAtStartup.class))
                .hasStackTraceContaining("POSTERN1008")
                .hasStackTraceContaining(Found.class.getName())
                .hasStackTraceContaining(Added.class.getName());
        try (SeApplication application = start(Map.of(), Found.class)) {
            ServerEndpointConfig config =
                    ServerEndpointConfig.Builder.create(Added.class, "/found").build();
            assertThatThrownBy(() -> container(application).addEndpoint(config))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining(Found.class.getName())
                    .hasMessageContaining(Added.class.getName());
            assertThat(application.connect("/found").ask("a")).isEqualTo("found a");
        }
    }

    @Test
    void defaults_set_before_or_after_opening_count_for_sessions_opened_from_then_on()
            throws Exception {
        Map<String, String> properties =
                Map.of("wss.max-message-size", "3k", "wss.idle-timeout", "90s");
        try (SeApplication application = start(properties, AtStartup.class)) {
            SeApplication.Client before = application.connect("/limits");
            assertThat(before.ask("?")).isEqualTo("61000 3072 3072 0, 61000");
            ServerContainer container = container(application);
            assertThat(container.getDefaultMaxSessionIdleTimeout()).isEqualTo(61_000);
            container.setDefaultMaxSessionIdleTimeout(62_000);
            container.setDefaultMaxTextMessageBufferSize(1000);
            container.setDefaultMaxBinaryMessageBufferSize(2000);
            container.setAsyncSendTimeout(5000);
            assertThat(application.connect("/limits").ask("?"))
                    .isEqualTo("62000 1000 2000 5000, 62000");
            assertThat(before.ask("?")).isEqualTo("61000 3072 3072 0, 62000");
        }
    }

    @Test
    void the_configuration_gives_the_first_defaults_also_when_nothing_is_opened() throws Exception {
        Map<String, String> properties =
                Map.of("wss.enabled", "false", "wss.max-message-size", "5k");
        try (SeApplication application = start(properties, Found.class)) {
            ServerContainer container = container(application);
            assertThat(container.getDefaultMaxTextMessageBufferSize()).isEqualTo(5120);
            assertThat(container.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(5120);
            assertThat(container.getDefaultMaxSessionIdleTimeout()).isZero();
            assertThat(container.getDefaultAsyncSendTimeout()).isZero();
        }
    }

    @Test
    void a_disabled_listener_takes_endpoints_and_checks_them() throws Exception {
        try (SeApplication application = start(DISABLED, AtStartup.class)) {
            ServerContainer container = container(application);
            container.addEndpoint(Added.class);
            assertThatThrownBy(() -> container.addEndpoint(Faulty.class))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining(Faulty.class.getName());
        }
    }

    @Test
    void null_and_negative_sizes_are_refused() throws Exception {
        try (SeApplication application = start(DISABLED, Found.class)) {
            ServerContainer container = container(application);
            assertThatThrownBy(() -> container.addEndpoint((Class<?>) null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> container.addEndpoint((ServerEndpointConfig) null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> container.setDefaultMaxTextMessageBufferSize(-1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> container.setDefaultMaxBinaryMessageBufferSize(-1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void it_upgrades_no_request_of_the_server_s_own_port() throws Exception {
        try (SeApplication application = start(DISABLED, Found.class)) {
            assertThatThrownBy(
                            () ->
                                    container(application)
                                            .upgradeHttpToWebSocket(
                                                    new Object(), new Object(), null, Map.of()))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private SeApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        return SeApplication.start(directory, properties, beans);
    }

    private static ServerContainer container(SeApplication application) {
        return application.container().select(ServerContainer.class).get();
    }
}
