package io.postern.internal.endpoint;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a callback's parameters can be bound to.
 *
 * @param session the connection's session
 * @param config the endpoint's configuration
 * @param pathParameters percent-decoded values by name
 * @param payload the message, the {@code CloseReason} or the {@code Throwable}; null for
 *     {@code @OnOpen}
 */
record CallbackArguments(
        Session session,
        EndpointConfig config,
        Map<String, String> pathParameters,
        @Nullable Object payload) {}
