package io.postern.internal.endpoint;

import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** Where an endpoint is declared: on its class, or by a configuration object. */
public sealed interface EndpointDeclaration {

    /** The class of the endpoint's instances. */
    Class<?> type();

    /** The path template as written, without the listener's context path. */
    String path();

    /** The configuration; the configurator is made of it where a class is named. */
    ServerEndpointConfig config(Components components);

    /** A class with {@code @ServerEndpoint}. */
    record ByAnnotation(Class<?> type, ServerEndpoint annotation) implements EndpointDeclaration {

        @Override
        public String path() {
            return annotation.value();
        }

        @Override
        public ServerEndpointConfig config(Components components) {
            return AnnotatedEndpointConfig.of(type, annotation, components);
        }
    }

    /** A configuration object of the application's. */
    record ByConfig(ServerEndpointConfig config) implements EndpointDeclaration {

        @Override
        public Class<?> type() {
            return config.getEndpointClass();
        }

        @Override
        public String path() {
            return config.getPath();
        }

        @Override
        public ServerEndpointConfig config(Components components) {
            return config;
        }
    }
}
