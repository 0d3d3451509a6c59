package io.postern.it.conformance;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Collectors;

/** Endpoints of which the application deploys some, and what chooses them. */
public final class ApplicationConfigEndpoints {

    private ApplicationConfigEndpoints() {}

    @ServerEndpoint("/chosen/one")
    public static class One {

        @OnMessage
        public String message(String text) {
            return "one";
        }
    }

    @ServerEndpoint("/chosen/two")
    public static class Two {

        @OnMessage
        public String message(String text) {
            return "two";
        }
    }

    @ServerEndpoint("/chosen/not")
    public static class NotChosen {

        @OnMessage
        public String message(String text) {
            return "never sent";
        }
    }

    public static class Programmatic extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(
                    String.class, text -> session.getAsyncRemote().sendText("programmatic"));
        }
    }

    private static Set<Class<?>> only(Set<Class<?>> scanned, Class<?> chosen) {
        return scanned.stream().filter(found -> found == chosen).collect(Collectors.toSet());
    }

    /** Chooses an annotated class. */
    public static class FirstConfig implements ServerApplicationConfig {

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return only(scanned, One.class);
        }
    }

    /** Chooses another, and configures a programmatic one. */
    public static class SecondConfig implements ServerApplicationConfig {

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return found.contains(Programmatic.class)
                    ? Set.of(
                            ServerEndpointConfig.Builder.create(
                                            Programmatic.class, "/chosen/programmatic")
                                    .build())
                    : Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return only(scanned, Two.class);
        }
    }
}
