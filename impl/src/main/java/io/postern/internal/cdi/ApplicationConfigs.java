package io.postern.internal.cdi;

import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.ManagedInstance;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the application's {@code ServerApplicationConfig}s chose of its endpoints: each is shown the
 * classes of its own archive, and the union of what they return is served (Jakarta WebSocket 2.1,
 * section 6.2). Without any, all annotated classes are.
 */
final class ApplicationConfigs {

    /** What one of them returned. */
    record Answer(
            Class<? extends ServerApplicationConfig> by,
            Set<Class<?>> annotated,
            Set<ServerEndpointConfig> configured) {}

    private final EndpointCollector collector;
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ApplicationConfigs(EndpointCollector collector) {
        this.collector = collector;
    }

    /** Asks all that were found, each once. */
    static ApplicationConfigs ask(EndpointCollector collector, Components components) {
        ApplicationConfigs configs = new ApplicationConfigs(collector);
        collector.applicationConfigs().forEach(type -> configs.ask(type, components));
        return configs;
    }

    private void ask(Class<? extends ServerApplicationConfig> type, Components components) {
        try {
            ManagedInstance instance = components.of(type).obtain();
            try {
                answers.add(answer(type, (ServerApplicationConfig) instance.get()));
            } finally {
                instance.release();
            }
        } catch (RuntimeException | LinkageError e) {
            problems.add(
                    "%s cannot be asked which endpoints to serve: %s"
                            .formatted(type.getName(), CdiLog.root(e)));
        }
    }

    private Answer answer(
            Class<? extends ServerApplicationConfig> type, ServerApplicationConfig config) {
        return new Answer(
                type,
                present(config.getAnnotatedEndpointClasses(of(type, collector.annotated()))),
                present(config.getEndpointConfigs(of(type, collector.programmatic()))));
    }

    /** Those that come from the archive of {@code config}; not known counts as the same. */
    private static <C extends Class<?>> Set<C> of(Class<?> config, Set<C> found) {
        Optional<Object> own = archive(config);
        return found.stream()
                .filter(
                        type ->
                                own.isEmpty()
                                        || archive(type).isEmpty()
                                        || own.equals(archive(type)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Object> archive(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        // As text: URLs are compared by asking for the addresses of their hosts.
        return Optional.ofNullable(source)
                .map(CodeSource::getLocation)
                .map(location -> withoutClass(location.toString(), type));
    }

    /** Some servers' class loaders name the file of each class instead of where all come from. */
    private static String withoutClass(String location, Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        return location.endsWith(file)
                ? location.substring(0, location.length() - file.length())
                : location;
    }

    private static <T> Set<T> present(@Nullable Set<T> returned) {
        return returned == null
                ? Set.of()
                : returned.stream()
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Which of them could not be asked, and why. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The annotated classes to serve. */
    Set<Class<?>> annotated() {
        return answers.isEmpty() ? collector.annotated() : union(Answer::annotated);
    }

    /** The configuration objects to serve. */
    Set<ServerEndpointConfig> configured() {
        return union(Answer::configured);
    }

    private <T> Set<T> union(Function<Answer, Set<T>> part) {
        return answers.stream()
                .map(part)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The annotated classes of the application that none of them returned. */
    Set<Class<?>> leftOut() {
        Set<Class<?>> rest = collector.annotated();
        rest.removeAll(annotated());
        return rest;
    }
}
