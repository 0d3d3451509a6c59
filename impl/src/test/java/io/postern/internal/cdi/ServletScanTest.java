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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Open Liberty shows the root of the host as "/" first, and then as "". */
    @ParameterizedTest
    @CsvSource({"'','',true", "/,'',true", "/shop,/shop,true", "/,/shop,false", "/shop,'',false"})
    void a_web_application_is_known_by_its_context_path(String shown, String asked, boolean known) {
        ServletScan.collect(collector, ours, Set.of(), context(shown));
        assertThat(collector.isScanned(context(asked))).isEqualTo(known);
    }

    private void scan(Set<Class<?>> classes) {
        ServletScan.collect(collector, ours, classes, context("/shop"));
    }

    private ServletContext context(String path) {
        return proxy(
                ServletContext.class,
                (name, arguments) ->
                        switch (name) {
                            case "getContextPath" -> path;
                            case "setAttribute" ->
                                    attributes.put((String) arguments[0], arguments[1]);
                            default -> attributes.get((String) arguments[0]);
                        });
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
