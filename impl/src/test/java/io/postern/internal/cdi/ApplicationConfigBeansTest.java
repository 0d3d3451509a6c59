package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.cdi.ServerContainerTest.AtStartup;
import io.postern.internal.cdi.ServerContainerTest.Found;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WSC-6.2-2 to WSC-6.2-5 on CDI SE, where a ServerApplicationConfig is found as a bean. */
class ApplicationConfigBeansTest {

    @TempDir Path directory;

    @ServerEndpoint("/found")
    @Dependent
    public static class OlderFound {
        @OnMessage
        public String message(String text) {
            return "older " + text;
        }
    }

    @Dependent
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.getAsyncRemote().sendText("at " + session.getRequestURI().getPath());
        }
    }

    @ApplicationScoped
    public static class Choice {
        public boolean of(Class<?> type) {
            return type != OlderFound.class;
        }
    }

    @Dependent
    public static class Chooses implements ServerApplicationConfig {

        @Inject Choice choice;

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return found.stream()
                    .map(type -> ServerEndpointConfig.Builder.create(type, "/p").build())
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned.stream().filter(choice::of).collect(Collectors.toSet());
        }
    }

    @Dependent
    public static class ChoosesNothing implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of();
        }
    }

    @Dependent
    public static class Fails extends ChoosesNothing {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void what_it_returns_is_served_and_what_it_leaves_out_is_told() throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = handler(logged);
        Logger logger = Logger.getLogger("io.postern");
        logger.addHandler(handler);
        try (SeApplication application =
                start(
                        Found.class,
                        OlderFound.class,
                        Programmatic.class,
                        Choice.class,
                        Chooses.class)) {
            assertThat(application.connect("/found").ask("a")).isEqualTo("found a");
            assertThat(application.connect("/p").next()).isEqualTo("at /p");
            assertThat(logged)
                    .anyMatch(
                            line ->
                                    line.contains("POSTERN1007")
                                            && line.contains(Chooses.class.getName())
                                            && line.contains(OlderFound.class.getName())
                                            && !line.contains(Found.class.getName() + ","));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void programmatic_endpoints_are_not_served_without_one() throws Exception {
        try (SeApplication application = start(Found.class, Programmatic.class)) {
            assertThat(application.status("/p")).isEqualTo(404);
            assertThat(application.status("/found")).isEqualTo(101);
        }
    }

    @Test
    void one_that_returns_nothing_leaves_what_the_application_adds_itself() throws Exception {
        try (SeApplication application = start(ChoosesNothing.class, AtStartup.class)) {
            assertThat(application.connect("/added").ask("a")).isEqualTo("added a");
        }
        try (SeApplication application = start(OlderFound.class, ChoosesNothing.class)) {
            assertThat(application.status("/found")).isEqualTo(404);
        }
    }

    @Test
    void one_that_fails_fails_the_deployment() {
        assertThatThrownBy(() -> start(Found.class, Fails.class))
                .hasStackTraceContaining("POSTERN1001")
                .hasStackTraceContaining(Fails.class.getName())
                .hasStackTraceContaining("not today");
    }

    private SeApplication start(Class<?>... beans) throws Exception {
        return SeApplication.start(directory, Map.of(), beans);
    }

    private static Handler handler(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
