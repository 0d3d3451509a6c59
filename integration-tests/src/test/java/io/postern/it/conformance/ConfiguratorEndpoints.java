package io.postern.it.conformance;

import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoints whose configurator is the application's. */
public final class ConfiguratorEndpoints {

    private ConfiguratorEndpoints() {}

    /** Makes the instances, and counts them. */
    public static class Making extends Configurator {

        private static final AtomicInteger CONFIGURATORS = new AtomicInteger();

        private final AtomicInteger made = new AtomicInteger();

        public Making() {
            CONFIGURATORS.incrementAndGet();
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
            T endpoint = super.getEndpointInstance(endpointClass);
            ((Made) endpoint).number = made.incrementAndGet();
            return endpoint;
        }
    }

    @ServerEndpoint(value = "/configurator/made", configurator = Making.class)
    public static class Made {

        private int number;
        private EndpointConfig config;

        @OnOpen
        public void open(EndpointConfig given) {
            config = given;
        }

        @OnMessage
        public String message(String text) {
            Configurator configurator = ((ServerEndpointConfig) config).getConfigurator();
            return "%d of %d, configurators %d"
                    .formatted(
                            number, ((Making) configurator).made.get(), Making.CONFIGURATORS.get());
        }
    }

    /** One instance for all connections. */
    public static class Singleton extends Configurator {

        private final One one = new One();

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(one);
        }
    }

    @ServerEndpoint(value = "/configurator/singleton", configurator = Singleton.class)
    public static class One {

        private final AtomicInteger messages = new AtomicInteger();

        @OnMessage
        public int message(String text) {
            return messages.incrementAndGet();
        }
    }

    /** Cannot make an instance. */
    public static class Failing extends Configurator {

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
            throw new InstantiationException("none today");
        }
    }

    @ServerEndpoint(value = "/configurator/failing", configurator = Failing.class)
    public static class NeverMade {

        @OnMessage
        public String message(String text) {
            return "never sent";
        }
    }

    /** Decides on the subprotocol and on the origin. */
    public static class Deciding extends Configurator {

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains("choose")
                    ? "chosen"
                    : super.getNegotiatedSubprotocol(supported, requested);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return origin == null || !origin.contains("8443");
        }

        @Override
        public List<Extension> getNegotiatedExtensions(
                List<Extension> installed, List<Extension> requested) {
            return super.getNegotiatedExtensions(installed, requested);
        }
    }

    @ServerEndpoint(
            value = "/configurator/deciding",
            subprotocols = {"one", "two"},
            configurator = Deciding.class)
    public static class Decided {

        @OnMessage
        public String message(String text, Session session) {
            return session.getNegotiatedSubprotocol();
        }
    }

    /** Takes from the request, adds to the response and to the properties. */
    public static class Modifying extends Configurator {

        private final AtomicInteger handshakes = new AtomicInteger();

        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            if (request.getQueryString() != null && request.getQueryString().equals("fail")) {
                throw new IllegalStateException("a configurator that fails");
            }
            response.getHeaders().put("X-Handshake", List.of("first", "second"));
            int before = config.getUserProperties().size();
            config.getUserProperties().put("number", handshakes.incrementAndGet());
            config.getUserProperties().put("told", told(request, response) + " " + before);
        }

        private static String told(HandshakeRequest request, HandshakeResponse response) {
            return Stream.of(
                            request.getHeaders().get("x-QUESTION"),
                            request.getRequestURI().getPath(),
                            request.getQueryString(),
                            new TreeMap<>(request.getParameterMap()),
                            request.getUserPrincipal(),
                            request.isUserInRole("any"),
                            request.getHttpSession(),
                            Thrown.by(() -> request.getHeaders().put("a", List.of())),
                            Thrown.by(() -> request.getParameterMap().clear()),
                            response.getHeaders().containsKey("SEC-websocket-accept"))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
    }

    @ServerEndpoint(value = "/configurator/modified/{x}", configurator = Modifying.class)
    public static class Modified {

        private EndpointConfig config;

        @Inject Notes notes;

        @OnOpen
        public void open(EndpointConfig given) {
            config = given;
        }

        @OnMessage
        public String message(String property, Session session) {
            notes.add("an endpoint of a custom configurator is injected");
            return session.getUserProperties().get(property)
                    + " in the session, "
                    + config.getUserProperties().get(property)
                    + " in the configuration";
        }
    }

    /** Tells what its configuration is. */
    @ServerEndpoint("/configurator/none")
    public static class Unconfigured {

        private ServerEndpointConfig config;

        @OnOpen
        public void open(EndpointConfig given) {
            config = (ServerEndpointConfig) given;
        }

        @OnMessage
        public String message(String text) {
            return Stream.of(
                            config.getEndpointClass().getSimpleName(),
                            config.getPath(),
                            config.getSubprotocols(),
                            config.getExtensions(),
                            config.getEncoders(),
                            config.getDecoders(),
                            config.getConfigurator() != null)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Tells what the configurator of an endpoint without one is. */
    @ServerEndpoint("/configurator/default")
    public static class Default {

        @OnMessage
        public String message(String text) throws Exception {
            Configurator platform = new Configurator().getContainerDefaultConfigurator();
            One first = platform.getEndpointInstance(One.class);
            One second = platform.getEndpointInstance(One.class);
            return platform.getNegotiatedSubprotocol(List.of("b", "a"), List.of("a", "b"))
                    + platform.getNegotiatedSubprotocol(List.of("b"), List.of("c"))
                    + platform.getNegotiatedExtensions(List.of(), List.of())
                    + (first != second);
        }
    }
}
