package io.postern.internal.cdi;

import io.postern.internal.endpoint.EndpointDescriptor;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads endpoints and keeps what is wrong with them; those with problems are left out. */
final class EndpointReadings {

    private final List<EndpointDescriptor> descriptors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads classes that must bear {@code @ServerEndpoint}. */
    EndpointReadings classes(Collection<Class<?>> types) {
        types.forEach(this::read);
        return this;
    }

    /** Reads configuration objects. */
    EndpointReadings configs(Collection<? extends ServerEndpointConfig> configs) {
        configs.forEach(this::read);
        return this;
    }

    /** Takes what has been read before and found good. */
    EndpointReadings known(Collection<EndpointDescriptor> known) {
        descriptors.addAll(known);
        return this;
    }

    private void read(Class<?> type) {
        if (type.isAnnotationPresent(ServerEndpoint.class)) {
            read(type.getName(), () -> EndpointIntrospector.introspect(type));
        } else {
            problems.add(
                    type.getName()
                            + " has no @ServerEndpoint; annotate it, or describe it with a"
                            + " ServerEndpointConfig");
        }
    }

    @SuppressWarnings("RedundantNullCheck") // any class of the application's may implement it
    private void read(ServerEndpointConfig config) {
        String name = config.getClass().getName();
        if (config.getEndpointClass() == null) {
            problems.add(name + " names no endpoint class: getEndpointClass() is null");
        } else if (config.getPath() == null) {
            problems.add(
                    "%s for %s names no path: getPath() is null"
                            .formatted(name, config.getEndpointClass().getName()));
        } else {
            read(
                    config.getEndpointClass().getName(),
                    () -> EndpointIntrospector.introspect(config));
        }
    }

    private void read(String name, Supplier<EndpointIntrospector.Introspection> introspection) {
        try {
            EndpointIntrospector.Introspection found = introspection.get();
            problems.addAll(found.problems());
            found.descriptor().ifPresent(descriptors::add);
        } catch (RuntimeException | LinkageError e) {
            // A class whose signatures name types that are not there, a faulty configuration.
            problems.add(name + " cannot be read: " + e);
        }
    }

    List<EndpointDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    /** Everything that is wrong, paths that collide included. */
    List<String> problems() {
        Set<String> all = new LinkedHashSet<>(problems);
        descriptors.stream()
                .flatMap(descriptor -> Placement.ofEndpoint(descriptor.type()).stream())
                .distinct()
                .forEach(listener -> all.addAll(EndpointRoutes.problems(servedBy(listener))));
        return List.copyOf(all);
    }

    private List<EndpointDescriptor> servedBy(String listener) {
        return descriptors.stream()
                .filter(one -> Placement.ofEndpoint(one.type()).contains(listener))
                .toList();
    }
}
