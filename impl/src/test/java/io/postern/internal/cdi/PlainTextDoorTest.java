package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlainTextDoorTest {

    private final EndpointCollector collector = new EndpointCollector();

    @ServerEndpoint("/a")
    static class First {}

    @ServerEndpoint("/b")
    static class Second {}

    /** What applications return of old: all that was scanned. */
    public static class HandsAllBack extends NoConfigs {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    public static class HandsNothingBack extends NoConfigs {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of();
        }
    }

    public static class Fails extends NoConfigs {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            throw new IllegalStateException("not today");
        }
    }

    abstract static class NoConfigs implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of();
        }
    }

    @Test
    void each_endpoint_that_goes_back_to_the_server_is_named_with_the_class_that_gives_it() {
        collector.scanned(List.of(First.class, Second.class, HandsAllBack.class));
        assertThat(PlainTextDoor.problems(collector))
                .hasSize(2)
                .allMatch(problem -> problem.contains(HandsAllBack.class.getName()))
                .allMatch(problem -> problem.contains("wss.container-endpoints=allow"))
                .anyMatch(problem -> problem.contains(First.class.getName()))
                .anyMatch(problem -> problem.contains(Second.class.getName()));
    }

    @Test
    void a_config_that_gives_nothing_back_is_no_problem_and_neither_is_ours() {
        collector.scanned(
                List.of(First.class, HandsNothingBack.class, WithholdingApplicationConfig.class));
        assertThat(PlainTextDoor.problems(collector)).isEmpty();
    }

    @Test
    void a_config_that_cannot_be_asked_is_a_problem() {
        collector.scanned(List.of(First.class, Fails.class));
        assertThat(PlainTextDoor.problems(collector))
                .singleElement()
                .asString()
                .contains(Fails.class.getName(), "not today");
    }

    @Test
    void an_abstract_class_is_not_asked() {
        collector.scanned(List.of(First.class, NoConfigs.class));
        assertThat(PlainTextDoor.problems(collector)).isEmpty();
    }
}
