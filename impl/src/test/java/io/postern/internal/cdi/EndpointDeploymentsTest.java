package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.cdi.ApplicationConfigsTest.OnlyFirst;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** J-88, J-89, J-91, D-15, D-16, D-18. */
class EndpointDeploymentsTest {

    private final EndpointCollector collector = new EndpointCollector();
    private final EndpointDeployments deployments = new EndpointDeployments(collector);

    @ServerEndpoint("/a")
    public static class First {
        @OnMessage
        public void message(String text) {
            // Takes it.
        }
    }

    @ServerEndpoint("/{any}")
    public static class Template {}

    @ServerEndpoint("/{other}")
    public static class SameTemplate {}

    public static class NotAnnotated {}

    @ServerEndpoint("/faulty")
    public static class Faulty {
        @OnOpen
        public void open(Integer number) {
            // Never called.
        }

        @OnMessage
        public void message() {
            // Never called.
        }
    }

    public static class BrokenConfigurator extends ServerEndpointConfig.Configurator {
        public BrokenConfigurator() {
            throw new IllegalArgumentException("no luck");
        }
    }

    @ServerEndpoint(value = "/broken", configurator = BrokenConfigurator.class)
    public static class WithBrokenConfigurator {}

    @ParameterizedTest(name = "open={0}")
    @ValueSource(booleans = {false, true})
    void an_annotated_class_that_comes_twice_is_deployed_once(boolean open) throws Exception {
        begin(open, First.class);
        deployments.deploy(First.class);
        deployments.deploy(First.class);
        assertThat(deployments.isEmpty()).isFalse();
        assertThat(open ? List.of() : serve(First.class)).isEmpty();
    }

    @ParameterizedTest(name = "open={0}")
    @ValueSource(booleans = {false, true})
    void another_endpoint_at_a_path_that_is_taken_is_refused_and_both_are_named(boolean open)
            throws Exception {
        begin(open);
        deployments.deploy(Template.class);
        assertThatThrownBy(() -> deployments.deploy(SameTemplate.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(
                        "POSTERN1008", Template.class.getName(), SameTemplate.class.getName());
        assertThatThrownBy(() -> deployments.deploy(config(First.class, "/{third}")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(Template.class.getName(), First.class.getName());
    }

    @ParameterizedTest(name = "open={0}")
    @ValueSource(booleans = {false, true})
    void the_path_of_a_class_that_was_found_is_taken(boolean open) throws Exception {
        begin(open, Template.class);
        assertThatThrownBy(() -> deployments.deploy(SameTemplate.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(Template.class.getName(), SameTemplate.class.getName());
    }

    @Test
    void the_path_of_a_class_that_an_application_config_may_leave_out_is_free() throws Exception {
        begin(false, Template.class, OnlyFirst.class);
        deployments.deploy(SameTemplate.class);
        assertThat(serve()).isEmpty();
    }

    @Test
    void the_same_class_may_be_served_at_another_path_by_a_configuration() throws Exception {
        begin(true, First.class);
        deployments.deploy(config(First.class, "/elsewhere"));
        assertThatThrownBy(() -> deployments.deploy(config(First.class, "/elsewhere")))
                .isInstanceOf(DeploymentException.class);
    }

    @ParameterizedTest(name = "open={0}")
    @ValueSource(booleans = {false, true})
    void all_problems_of_an_endpoint_are_told_to_the_caller_at_once(boolean open) {
        begin(open);
        assertThatThrownBy(() -> deployments.deploy(Faulty.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(Faulty.class.getName(), ".open", ".message");
        assertThat(deployments.isEmpty()).isTrue();
    }

    @Test
    void a_class_without_annotation_is_refused() {
        assertThatThrownBy(() -> deployments.deploy(NotAnnotated.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(NotAnnotated.class.getName(), "has no @ServerEndpoint");
    }

    @Test
    void a_path_that_is_malformed_is_refused() {
        assertThatThrownBy(() -> deployments.deploy(config(First.class, "/{a}/{a}")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(First.class.getName(), "/{a}/{a}");
    }

    @Test
    void a_configuration_without_class_or_path_is_refused() {
        assertThatThrownBy(() -> deployments.deploy(new HollowConfig(null, "/a")))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(HollowConfig.class.getName(), "getEndpointClass()");
        assertThatThrownBy(() -> deployments.deploy(new HollowConfig(First.class, null)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(First.class.getName(), "getPath()");
    }

    @Test
    void a_configurator_that_cannot_be_made_is_told_with_its_cause_and_leaves_no_endpoint()
            throws Exception {
        begin(true);
        assertThatThrownBy(() -> deployments.deploy(WithBrokenConfigurator.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(WithBrokenConfigurator.class.getName(), "no luck");
        assertThat(deployments.isEmpty()).isTrue();
        deployments.deploy(config(First.class, "/broken"));
    }

    @Test
    void problems_of_choosing_and_of_endpoints_are_told_together_and_nothing_is_served() {
        List<String> problems =
                deployments.serve(
                        new EndpointDeployments.Chosen(
                                Set.of(Faulty.class), Set.of(), List.of("chosen badly")),
                        target());
        assertThat(problems).hasSizeGreaterThan(2).contains("chosen badly");
        assertThat(deployments.isEmpty()).isTrue();
    }

    @Test
    void nothing_is_added_to_an_application_that_has_stopped() {
        deployments.close();
        assertThatThrownBy(() -> deployments.deploy(First.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(First.class.getName(), "stop");
        assertThatThrownBy(() -> deployments.deploy(config(First.class, "/b")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void of_many_threads_that_add_the_same_path_one_wins() throws Exception {
        begin(true);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> adding = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                adding.add(
                        () -> {
                            deployments.deploy(config(First.class, "/raced"));
                            return null;
                        });
            }
            List<Future<Void>> added = threads.invokeAll(adding);
            assertThat(added).filteredOn(EndpointDeploymentsTest::succeeded).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean succeeded(Future<Void> task) {
        try {
            task.get();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private void begin(boolean open, Class<?>... found) {
        collector.scanned(List.of(found));
        if (open) {
            assertThat(serve(found)).isEmpty();
        }
    }

    private List<String> serve(Class<?>... chosen) {
        return deployments.serve(
                new EndpointDeployments.Chosen(Set.of(chosen), Set.of(), List.of()), target());
    }

    private static EndpointDeployments.Target target() {
        return new EndpointDeployments.Target(
                Map.of("default", new EndpointRoutes("/")), new PlainComponents());
    }

    private static ServerEndpointConfig config(Class<?> type, String path) {
        return ServerEndpointConfig.Builder.create(type, path).build();
    }
}
