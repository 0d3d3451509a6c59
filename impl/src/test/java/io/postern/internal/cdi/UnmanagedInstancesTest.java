package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.endpoint.ManagedInstance;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnmanagedInstancesTest {

    @TempDir Path directory;

    @ApplicationScoped
    static class Service {
        String greet() {
            return "hello";
        }
    }

    /** Bears no bean-defining annotation, and is not given to the container. */
    @ServerEndpoint("/plain")
    public static class Plain {

        @Inject Service service;
        private String state = "new";

        @PostConstruct
        void made() {
            state = "made, " + service.greet();
        }

        @PreDestroy
        void destroyed() {
            state = "destroyed";
        }
    }

    @Test
    void a_class_that_is_no_bean_is_injected_and_told_its_begin_and_end() throws Exception {
        try (SeApplication application =
                SeApplication.start(directory, Map.of("wss.enabled", "false"), Service.class)) {
            var instances =
                    new UnmanagedInstances<>(application.container().getBeanManager(), Plain.class);
            ManagedInstance first = instances.obtain();
            ManagedInstance second = instances.obtain();
            Plain plain = (Plain) first.get();
            assertThat(plain).isNotSameAs(second.get());
            assertThat(plain.state).isEqualTo("made, hello");
            first.release();
            assertThat(plain.state).isEqualTo("destroyed");
            second.release();
        }
    }

    /** No bean either where the annotation does not make it one. */
    @Singleton
    @ServerEndpoint("/single")
    public static class Single extends Plain {}

    @Test
    void of_a_singleton_there_is_one_until_the_end() throws Exception {
        try (SeApplication application =
                SeApplication.start(directory, Map.of("wss.enabled", "false"), Service.class)) {
            CdiComponents components =
                    new CdiComponents(
                            application.container().getBeanManager(), new EndpointCollector());
            ManagedInstance first = components.of(Single.class).obtain();
            ManagedInstance second = components.of(Single.class).obtain();
            assertThat(first.get()).isSameAs(second.get());
            Plain single = (Plain) first.get();
            first.release();
            assertThat(single.state).isEqualTo("made, hello");
            components.close();
            assertThat(single.state).isEqualTo("destroyed");
        }
    }
}
