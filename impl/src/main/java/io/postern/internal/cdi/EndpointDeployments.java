package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDeclaration.ByAnnotation;
import io.postern.internal.endpoint.EndpointDescriptor;
import io.postern.internal.session.ListenerContainer;
import io.postern.internal.upgrade.EndpointRoutes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of the application: those that were found, and those that it adds itself. The
 * latter are checked at once; they wait for the listener, or are served at once where it is open.
 * Thread-safe.
 */
final class EndpointDeployments implements ListenerContainer.Deployer {

    /**
     * What was found and chosen to be served.
     *
     * @param problems what went wrong with choosing
     */
    record Chosen(
            Set<Class<?>> annotated, Set<ServerEndpointConfig> configured, List<String> problems) {}

    /**
     * What serves.
     *
     * @param routes of each listener, by its name
     */
    record Target(Map<String, EndpointRoutes> routes, Components components) {}

    private final EndpointCollector collector;

    /** All that is served, or, before the listener opens, all that was added. */
    private final List<EndpointDescriptor> endpoints = new ArrayList<>();

    private @Nullable Target target;
    private boolean closed;

    EndpointDeployments(EndpointCollector collector) {
        this.collector = collector;
    }

    @Override
    public synchronized void deploy(Class<?> endpoint) throws DeploymentException {
        requireNotClosed(endpoint.getName());
        if (endpoints.stream().noneMatch(known -> isAnnotated(known, endpoint))) {
            add(endpoint.getName(), new EndpointReadings().classes(List.of(endpoint)));
        }
    }

    @Override
    public synchronized void deploy(ServerEndpointConfig endpoint) throws DeploymentException {
        Class<?> type = endpoint.getEndpointClass();
        String name = (type == null ? endpoint.getClass() : type).getName();
        requireNotClosed(name);
        add(name, new EndpointReadings().configs(List.of(endpoint)));
    }

    private void requireNotClosed(String endpoint) {
        if (closed) {
            throw new IllegalStateException(
                    endpoint + " cannot be added: the application stops or has stopped");
        }
    }

    private void add(String name, EndpointReadings reading) throws DeploymentException {
        List<String> problems = reading.problems();
        if (problems.isEmpty()) {
            problems = collisions(reading.descriptors().get(0));
        }
        if (problems.isEmpty()) {
            problems = accept(reading.descriptors().get(0));
        }
        if (!problems.isEmpty()) {
            throw new DeploymentException(
                    LOG.cannotAdd(name, problems.size(), CdiLog.list(problems)));
        }
    }

    /** The other endpoints at the paths of {@code added}, as far as they are known. */
    private List<String> collisions(EndpointDescriptor added) {
        return Stream.concat(endpoints.stream(), foundButNotServedYet())
                .filter(other -> !isSameClass(other, added) && shareListener(other, added))
                .filter(other -> EndpointRoutes.problems(List.of(other)).isEmpty())
                .flatMap(other -> EndpointRoutes.problems(List.of(other, added)).stream())
                .toList();
    }

    private static boolean shareListener(EndpointDescriptor one, EndpointDescriptor other) {
        return !Collections.disjoint(
                Placement.ofEndpoint(one.type()), Placement.ofEndpoint(other.type()));
    }

    private Stream<EndpointDescriptor> foundButNotServedYet() {
        if (target != null || !collector.applicationConfigs().isEmpty()) {
            // Which of them are served is not known before the application's configs are asked.
            return Stream.empty();
        }
        return new EndpointReadings().classes(collector.annotated()).descriptors().stream();
    }

    private static boolean isSameClass(EndpointDescriptor one, EndpointDescriptor other) {
        return one.declaration() instanceof ByAnnotation && isAnnotated(other, one.type());
    }

    private static boolean isAnnotated(EndpointDescriptor endpoint, Class<?> type) {
        return endpoint.declaration() instanceof ByAnnotation && endpoint.type() == type;
    }

    /**
     * Serves what was chosen and what was added.
     *
     * @return what is wrong; then nothing is served
     */
    synchronized List<String> serve(Chosen chosen, Target opening) {
        Set<Class<?>> annotated = new LinkedHashSet<>(chosen.annotated());
        annotated.removeIf(type -> endpoints.stream().anyMatch(e -> isAnnotated(e, type)));
        EndpointReadings all =
                new EndpointReadings()
                        .known(endpoints)
                        .classes(annotated)
                        .configs(chosen.configured());
        List<String> problems = new ArrayList<>(chosen.problems());
        problems.addAll(all.problems());
        if (!problems.isEmpty()) {
            return problems;
        }
        endpoints.clear();
        // From now on: a configurator that is being made may itself add an endpoint.
        target = opening;
        return all.descriptors().stream().map(this::accept).flatMap(Collection::stream).toList();
    }

    /** Takes an endpoint whose path is free; what goes wrong then is the application's code. */
    private List<String> accept(EndpointDescriptor endpoint) {
        endpoints.add(endpoint);
        Target open = target;
        if (open == null) {
            return List.of();
        }
        List<String> listeners = Placement.ofEndpoint(endpoint.type());
        List<String> unknown =
                listeners.stream().filter(name -> !open.routes().containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            endpoints.remove(endpoint);
            return unknown.stream()
                    .map(name -> undeclared(endpoint.type().getName(), name))
                    .toList();
        }
        try {
            DeployedEndpoint deployed = deployed(endpoint, open.components());
            for (String listener : listeners) {
                Objects.requireNonNull(open.routes().get(listener)).add(deployed);
            }
            return List.of();
        } catch (DeploymentException e) {
            endpoints.remove(endpoint);
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** For something that is for a listener which does not exist. */
    static String undeclared(String type, String listener) {
        if (listener.equals(Placement.DEFAULT)) {
            return type
                    + " is for the default listener, which is not opened, because no certificate is"
                    + " configured for it; configure one with wss.tls.key-store.*, or name another"
                    + " listener with @Listener";
        }
        return "%s is annotated with @Listener(\"%s\"), and no listener has that name; add it to"
                        .formatted(type, listener)
                + " wss.listeners, make a listener of that name in code, or correct the annotation";
    }

    private static DeployedEndpoint deployed(EndpointDescriptor endpoint, Components components)
            throws DeploymentException {
        try {
            return new DeployedEndpoint(endpoint, components);
        } catch (RuntimeException | LinkageError e) {
            throw new DeploymentException(
                    "%s: its configurator could not be made: %s"
                            .formatted(endpoint.type().getName(), CdiLog.root(e)),
                    e);
        }
    }

    /** Whether nothing at all has been deployed. */
    synchronized boolean isEmpty() {
        return endpoints.isEmpty();
    }

    /** Takes no endpoint from now on. */
    synchronized void close() {
        closed = true;
    }
}
