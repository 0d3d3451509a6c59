package io.postern.internal.session;

import io.postern.internal.endpoint.Identity;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the opening handshake leaves for the session.
 *
 * @param config the endpoint's configuration as this connection has it: its user properties are a
 *     shallow copy that belongs to the connection alone (Jakarta WebSocket 2.1 section 3.1.5)
 * @param identity of the client
 */
public record Handshake(
        Target target, Agreement agreement, ServerEndpointConfig config, Identity identity) {

    /**
     * What was asked for.
     *
     * @param uri absolute, with scheme {@code wss} and the host that the client named
     * @param parameters of the query, decoded
     * @param pathParameters of the endpoint's path template, decoded
     */
    public record Target(
            URI uri, Map<String, List<String>> parameters, Map<String, String> pathParameters) {

        public Target {
            parameters = Map.copyOf(parameters);
            pathParameters = Map.copyOf(pathParameters);
        }
    }

    /**
     * What the two sides agreed on.
     *
     * @param subprotocol empty for none
     * @param extensions in the order and with the parameters of the response
     * @param deflate the one extension that changes frames, if it is among them
     */
    public record Agreement(
            String subprotocol, List<Extension> extensions, Optional<PerMessageDeflate> deflate) {

        /** Neither a subprotocol nor an extension. */
        public static final Agreement NONE = new Agreement("", List.of(), Optional.empty());

        public Agreement {
            extensions = List.copyOf(extensions);
        }
    }

    public URI uri() {
        return target.uri();
    }

    public Map<String, List<String>> parameters() {
        return target.parameters();
    }

    public Map<String, String> pathParameters() {
        return target.pathParameters();
    }

    public String subprotocol() {
        return agreement.subprotocol();
    }

    public List<Extension> extensions() {
        return agreement.extensions();
    }
}
