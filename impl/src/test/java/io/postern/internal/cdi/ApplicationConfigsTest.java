package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** WSC-6.2-2 to WSC-6.2-5, J-107, J-108. */
class ApplicationConfigsTest {

    private final EndpointCollector collector = new EndpointCollector();

    @ServerEndpoint("/a")
    public static class First {}

    @ServerEndpoint("/b")
    public static class Second {}

    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            // Takes no messages.
        }
    }

    public abstract static class NoConfigs implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of();
        }
    }

    public static class OnlyFirst extends NoConfigs {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(First.class);
        }
    }

    /** All that it is shown, each programmatic one at a path of its own. */
    public static class AllOfItsArchive implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return found.stream()
                    .map(type -> ServerEndpointConfig.Builder.create(type, "/p").build())
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    public static class ReturnsNull implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return null;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return null;
        }
    }

    public static class Fails extends NoConfigs {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void without_any_all_annotated_classes_and_no_programmatic_ones_are_served() {
        ApplicationConfigs configs = ask(First.class, Second.class, Programmatic.class);
        assertThat(configs.annotated()).containsExactlyInAnyOrder(First.class, Second.class);
        assertThat(configs.configured()).isEmpty();
        assertThat(configs.leftOut()).isEmpty();
    }

    @Test
    void with_one_what_it_returns_is_served_and_nothing_else() {
        ApplicationConfigs configs = ask(First.class, Second.class, OnlyFirst.class);
        assertThat(configs.annotated()).containsExactly(First.class);
        assertThat(configs.leftOut()).containsExactly(Second.class);
    }

    @Test
    void with_several_the_union_of_what_they_return_is_served() {
        ApplicationConfigs configs =
                ask(
                        First.class,
                        Second.class,
                        Programmatic.class,
                        OnlyFirst.class,
                        AllOfItsArchive.class,
                        ReturnsNull.class);
        assertThat(configs.annotated()).containsExactlyInAnyOrder(First.class, Second.class);
        assertThat(configs.configured())
                .singleElement()
                .satisfies(c -> assertThat(c.getEndpointClass()).isEqualTo(Programmatic.class));
        assertThat(configs.leftOut()).isEmpty();
    }

    @Test
    void null_is_taken_for_an_empty_set() {
        ApplicationConfigs configs = ask(First.class, ReturnsNull.class);
        assertThat(configs.annotated()).isEmpty();
        assertThat(configs.configured()).isEmpty();
        assertThat(configs.problems()).isEmpty();
    }

    @Test
    void each_is_shown_the_classes_of_its_own_archive_only() throws Exception {
        Class<?> elsewhere = new OtherArchive().copyOf(Second.class);
        ApplicationConfigs configs = ask(First.class, elsewhere, AllOfItsArchive.class);
        assertThat(configs.annotated()).containsExactly(First.class);
        assertThat(configs.leftOut()).containsExactly(elsewhere);
    }

    /** As the class loaders of Payara do. */
    @Test
    void where_each_class_names_its_own_file_the_archive_is_what_they_have_in_common()
            throws Exception {
        OtherArchive archive = new OtherArchive();
        Class<?> one = archive.copyOf(First.class, "file:/war/WEB-INF/classes/");
        Class<?> other = archive.copyOf(AllOfItsArchive.class, "file:/war/WEB-INF/classes/");
        assertThat(ask(Second.class, one, other).annotated()).containsExactly(one);
    }

    @Test
    void one_that_fails_is_a_problem_with_its_cause() {
        assertThat(ask(First.class, Fails.class).problems())
                .singleElement()
                .asString()
                .contains(Fails.class.getName(), "not today");
    }

    @Test
    void an_abstract_one_and_our_own_are_not_asked() {
        ApplicationConfigs configs =
                ask(First.class, NoConfigs.class, WithholdingApplicationConfig.class);
        assertThat(configs.annotated()).containsExactly(First.class);
        assertThat(configs.answers()).isEmpty();
        assertThat(configs.problems()).isEmpty();
    }

    private ApplicationConfigs ask(Class<?>... scanned) {
        collector.scanned(List.of(scanned));
        return ApplicationConfigs.ask(collector, new PlainComponents());
    }

    /** Classes that come, by what they say of themselves, from another jar. */
    private static final class OtherArchive extends ClassLoader {

        private OtherArchive() {
            super(ApplicationConfigsTest.class.getClassLoader());
        }

        private Class<?> copyOf(Class<?> type) throws IOException {
            return define(type, "file:/other.jar");
        }

        /** One that names its file in this directory. */
        private Class<?> copyOf(Class<?> type, String directory) throws IOException {
            return define(type, directory + file(type));
        }

        private static String file(Class<?> type) {
            return type.getName().replace('.', '/') + ".class";
        }

        private Class<?> define(Class<?> type, String location) throws IOException {
            CodeSource jar = new CodeSource(URI.create(location).toURL(), (Certificate[]) null);
            String file = file(type);
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(file))) {
                byte[] code = in.readAllBytes();
                return defineClass(
                        type.getName(), code, 0, code.length, new ProtectionDomain(jar, null));
            }
        }
    }
}
