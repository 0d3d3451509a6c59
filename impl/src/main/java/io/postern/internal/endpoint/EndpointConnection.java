package io.postern.internal.endpoint;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.function.Supplier;

/**
 * What one connection gives to the endpoint that serves it.
 *
 * @param session as the application sees it
 * @param client who it is at present
 * @param config with the user properties of this connection
 * @param codecs its encoders and decoders
 * @param handlers where messages go
 * @param replies where return values go
 */
public record EndpointConnection(
        Session session,
        Supplier<Identity> client,
        EndpointConfig config,
        ConnectedCodecs codecs,
        MessageHandlers handlers,
        Replies replies) {

    /** Who the client is at present. */
    Identity identity() {
        return client.get();
    }
}
