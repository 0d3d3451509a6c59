package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.ConnectionExtensions;
import io.postern.ListenerStatistics;
import io.postern.WebSocketListener;
import io.postern.WebSocketListener.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness.Literal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The listeners in MicroProfile Health. */
@Timeout(60)
class ReadinessTest {

    @TempDir Path directory;

    @ServerEndpoint("/echo")
    @ApplicationScoped
    public static class Echo {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    @Test
    void an_open_listener_is_ready_and_says_how_long_its_certificate_lives() throws Exception {
        try (SeApplication application =
                SeApplication.start(
                        directory, Map.of("wss.listeners", "b", "wss.b.port", "0"), Echo.class)) {
            HealthCheckResponse ready = readiness(application).call();
            assertThat(ready.getName()).isEqualTo("postern");
            assertThat(ready.getStatus()).isEqualTo(Status.UP);
            assertThat(ready.getData().orElseThrow())
                    .containsEntry("default.state", "OPEN")
                    .containsEntry("b.state", "OPEN")
                    .containsEntry("default.failed-certificate-reloads", 0L)
                    .hasEntrySatisfying(
                            "default.certificate-days-left",
                            days -> assertThat((Long) days).isNotNegative());
        }
    }

    @Test
    void a_listener_that_is_not_open_is_not_ready() {
        for (State state : State.values()) {
            HealthCheckResponse response = readiness(new Stated(state, NOW.plusSeconds(86_401)));
            assertThat(response.getStatus())
                    .isEqualTo(state == State.OPEN ? Status.UP : Status.DOWN);
            assertThat(response.getData().orElseThrow())
                    .containsEntry("stated.state", state.name())
                    .containsEntry("stated.certificate-days-left", 1L);
        }
    }

    @Test
    void a_listener_whose_certificate_has_expired_is_not_ready() {
        assertThat(readiness(new Stated(State.OPEN, NOW)).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void one_listener_that_is_not_ready_is_enough() {
        Stated good = new Stated(State.OPEN, NOW.plusSeconds(1));
        Stated bad = new Stated(State.DRAINING, NOW.plusSeconds(1));
        assertThat(readiness(good, bad).getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness(good, good).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void an_application_that_is_still_starting_is_not_ready() {
        assertThat(readiness().getStatus()).isEqualTo(Status.DOWN);
    }

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static HealthCheckResponse readiness(WebSocketListener... listeners) {
        return new Readiness(
                        () -> List.of(listeners), () -> false, Clock.fixed(NOW, ZoneOffset.UTC))
                .call();
    }

    /** A listener in a state. */
    private record Stated(State state, Instant expiry) implements WebSocketListener {

        @Override
        public String name() {
            return "stated";
        }

        @Override
        public InetSocketAddress address() {
            throw new IllegalStateException("not asked");
        }

        @Override
        public ConnectionExtensions connectionExtensions() {
            throw new IllegalStateException("not asked");
        }

        @Override
        public ListenerStatistics statistics() {
            return new ListenerStatistics(
                    0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0, Optional.of(expiry));
        }
    }

    @Test
    void an_application_without_listeners_is_ready() throws Exception {
        try (SeApplication application =
                SeApplication.start(directory, Map.of("wss.enabled", "false"), Echo.class)) {
            assertThat(readiness(application).call().getStatus()).isEqualTo(Status.UP);
        }
    }

    private static HealthCheck readiness(SeApplication application) {
        return application.container().select(HealthCheck.class, Literal.INSTANCE).get();
    }
}
