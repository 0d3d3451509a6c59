package io.postern.internal.upgrade;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads a path to the endpoint that serves it. */
public final class EndpointRoutes {

    private record Route(PathTemplate template, DeployedEndpoint endpoint) {}

    /**
     * An endpoint and what its template took from the path.
     *
     * @param parameters percent-decoded
     */
    record Match(DeployedEndpoint endpoint, Map<String, String> parameters) {}

    private final String contextPath;

    /** Most specific first; replaced as a whole. */
    private volatile List<Route> routes = List.of();

    /**
     * @param contextPath the prefix of all paths; {@code /} for none
     */
    public EndpointRoutes(String contextPath) {
        this.contextPath = contextPath.equals("/") ? "" : contextPath;
    }

    /** With endpoints whose paths have been found free of {@link #problems}. */
    public EndpointRoutes(String contextPath, List<DeployedEndpoint> endpoints) {
        this(contextPath);
        endpoints.forEach(this::add);
    }

    /**
     * Leads to an endpoint from now on. May be called on any thread.
     *
     * @throws IllegalArgumentException when its path is malformed, or leads to another already
     */
    public synchronized void add(DeployedEndpoint endpoint) {
        List<EndpointDescriptor> all = new ArrayList<>();
        routes.forEach(route -> all.add(route.endpoint().descriptor()));
        all.add(endpoint.descriptor());
        List<String> problems = problems(all);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0));
        }
        PathTemplate template = PathTemplate.parse(contextPath + endpoint.config().getPath());
        List<Route> changed = new ArrayList<>(routes);
        changed.add(new Route(template, endpoint));
        changed.sort(Comparator.comparing(Route::template, PathTemplate.MOST_SPECIFIC_FIRST));
        routes = List.copyOf(changed);
    }

    /** What is wrong with the paths of {@code endpoints}: malformed, or serving the same paths. */
    public static List<String> problems(List<EndpointDescriptor> endpoints) {
        List<String> problems = new ArrayList<>();
        Map<String, EndpointDescriptor> byShape = new HashMap<>();
        for (EndpointDescriptor endpoint : endpoints) {
            try {
                String shape = PathTemplate.parse(endpoint.path()).shape();
                EndpointDescriptor other = byShape.putIfAbsent(shape, endpoint);
                if (other != null) {
                    problems.add(
                            "%s (\"%s\") and %s (\"%s\") serve the same paths; change one of them"
                                    .formatted(
                                            other.type().getName(),
                                            other.path(),
                                            endpoint.type().getName(),
                                            endpoint.path()));
                }
            } catch (IllegalArgumentException e) {
                problems.add(
                        "%s at \"%s\": %s"
                                .formatted(
                                        endpoint.type().getName(),
                                        endpoint.path(),
                                        e.getMessage()));
            }
        }
        return problems;
    }

    /** Finds the endpoint for a path, given as its percent-decoded segments. */
    Optional<Match> find(List<String> path) {
        return routes.stream()
                .flatMap(
                        route ->
                                route
                                        .template()
                                        .match(path)
                                        .map(values -> new Match(route.endpoint(), values))
                                        .stream())
                .findFirst();
    }
}
