package io.postern.internal.upgrade;

import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointIntrospector;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The path of a request on its way to the endpoint that serves it, the least specific of all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoutingBenchmark {

    /** How many endpoints there are. */
    @Param({"1", "10", "100"})
    int endpoints;

    private final EndpointRoutes routes = new EndpointRoutes("/");
    private final List<String> path = List.of("chat", "kitchen");

    /** Never opened. */
    public static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new IllegalStateException("No session is opened here");
        }
    }

    @Setup
    public void deploy() {
        for (int i = 1; i < endpoints; i++) {
            routes.add(deployed("/chat/room" + i));
        }
        routes.add(deployed("/chat/{room}"));
    }

    private static DeployedEndpoint deployed(String path) {
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(Silent.class, path).build();
        return new DeployedEndpoint(
                EndpointIntrospector.introspect(config).descriptor().orElseThrow(),
                type ->
                        () -> {
                            throw new IllegalStateException("No instance is made here");
                        });
    }

    @Benchmark
    public Object find() {
        return routes.find(path).orElseThrow();
    }
}
