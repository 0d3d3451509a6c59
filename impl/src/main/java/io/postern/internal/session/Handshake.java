package io.postern.internal.session;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What the opening handshake leaves for the session.
 *
 * @param uri absolute, with scheme {@code wss} and the host that the client named
 * @param parameters of the query, decoded
 * @param pathParameters of the endpoint's path template, decoded
 * @param subprotocol negotiated; empty for none
 */
public record Handshake(
        URI uri,
        Map<String, List<String>> parameters,
        Map<String, String> pathParameters,
        String subprotocol) {

    public Handshake {
        parameters = Map.copyOf(parameters);
        pathParameters = Map.copyOf(pathParameters);
    }
}
