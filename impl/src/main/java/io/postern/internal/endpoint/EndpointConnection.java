package io.postern.internal.endpoint;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/**
 * What one connection gives to the endpoint that serves it.
 *
 * @param session as the application sees it
 * @param config with the user properties of this connection
 * @param codecs its encoders and decoders
 * @param handlers where messages go
 * @param replies where return values go
 */
public record EndpointConnection(
        Session session,
        Identity identity,
        EndpointConfig config,
        ConnectedCodecs codecs,
        MessageHandlers handlers,
        Replies replies) {}
