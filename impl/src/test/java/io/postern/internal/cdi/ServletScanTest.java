package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.cdi.ApplicationConfigsTest.First;
import io.postern.internal.cdi.ApplicationConfigsTest.OnlyFirst;
import io.postern.internal.cdi.ApplicationConfigsTest.Programmatic;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** J-87, D-17. */
class ServletScanTest {

    private static final String OWN = "io.postern.ServerContainer";
    private static final String STANDARD = "jakarta.websocket.server.ServerContainer";

    private final EndpointCollector collector = new EndpointCollector();
    private final ServerContainer ours = someContainer();
    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void the_container_is_under_both_names_where_the_server_has_none_of_its_own() {
        scan(Set.of(First.class));
        assertThat(attributes).containsEntry(OWN, ours).containsEntry(STANDARD, ours);
        assertThat(collector.hasContainerOtherThan(ours)).isFalse();
    }

    @Test
    void the_server_s_own_container_stays_where_it_is() {
        ServerContainer servers = someContainer();
        attributes.put(STANDARD, servers);
        scan(Set.of(First.class));
        assertThat(attributes).containsEntry(OWN, ours).containsEntry(STANDARD, servers);
        assertThat(collector.hasContainerOtherThan(ours)).isTrue();
    }

    @Test
    void a_server_that_sets_its_own_container_later_is_seen() {
        scan(Set.of());
        attributes.put(STANDARD, someContainer());
        assertThat(collector.hasContainerOtherThan(ours)).isTrue();
    }

    @Test
    void the_container_is_there_for_an_application_without_endpoint_classes() {
        scan(null);
        assertThat(attributes).containsEntry(OWN, ours);
    }

    @Test
    void the_classes_of_each_kind_are_kept() {
        scan(Set.of(First.class, Programmatic.class, OnlyFirst.class));
        assertThat(collector.annotated()).containsExactly(First.class);
        assertThat(collector.programmatic()).containsExactly(Programmatic.class);
        assertThat(collector.applicationConfigs()).containsExactly(OnlyFirst.class);
    }

    private void scan(Set<Class<?>> classes) {
        ServletContext context =
                proxy(
                        ServletContext.class,
                        (name, arguments) ->
                                name.equals("setAttribute")
                                        ? attributes.put((String) arguments[0], arguments[1])
                                        : attributes.get((String) arguments[0]));
        ServletScan.collect(collector, ours, classes, context);
    }

    private static ServerContainer someContainer() {
        return proxy(ServerContainer.class, (name, arguments) -> null);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "equals" -> proxy == arguments[0];
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "toString" -> type.getSimpleName();
                                    default -> answer.to(method.getName(), arguments);
                                }));
    }
}
