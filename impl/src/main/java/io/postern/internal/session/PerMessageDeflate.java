package io.postern.internal.session;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.postern.internal.config.Compression;
import io.postern.internal.session.NamedExtension.NamedParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * permessage-deflate as one connection has agreed on it (RFC 7692 section 7).
 *
 * @param extension the answer to the client's offer
 * @param clientKeepsContext whether the client's messages refer back to earlier ones
 * @param serverKeepsContext the same for the server's messages
 */
public record PerMessageDeflate(
        Extension extension, boolean clientKeepsContext, boolean serverKeepsContext) {

    public static final String NAME = "permessage-deflate";

    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";

    /** The only window that the JDK's deflater knows; its inflater takes any. */
    private static final int WINDOW_BITS = 15;

    /** Zlib's default. */
    private static final int LEVEL = 6;

    /** The extensions that a listener has. */
    public static List<Extension> installed(Compression compression) {
        return compression == Compression.ON
                ? List.of(new NamedExtension(NAME, List.of()))
                : List.of();
    }

    /**
     * Accepts an offer, or declines it where it is illegal (RFC 7692 section 7.1) or wants a
     * smaller window than the deflater has. The client's window need not be limited, so {@code
     * client_max_window_bits} is not in the answer (section 7.1.2.2).
     */
    public static Optional<PerMessageDeflate> accept(Extension offer) {
        Set<String> names = new HashSet<>();
        List<Extension.Parameter> answer = new ArrayList<>();
        for (Extension.Parameter parameter : offer.getParameters()) {
            if (!names.add(parameter.getName()) || !isAcceptable(parameter)) {
                return Optional.empty();
            }
            if (!parameter.getName().equals(CLIENT_WINDOW)) {
                answer.add(new NamedParameter(parameter.getName(), parameter.getValue()));
            }
        }
        return Optional.of(
                new PerMessageDeflate(
                        new NamedExtension(NAME, answer),
                        !names.contains(CLIENT_NO_CONTEXT),
                        !names.contains(SERVER_NO_CONTEXT)));
    }

    /** Netty's encoder for what was agreed on. */
    WebSocketExtensionEncoder encoder() {
        Map<String, String> parameters =
                serverKeepsContext ? Map.of() : Map.of(SERVER_NO_CONTEXT, "");
        WebSocketServerExtension netty =
                new PerMessageDeflateServerExtensionHandshaker(
                                LEVEL, false, WINDOW_BITS, true, false, 0)
                        .handshakeExtension(new WebSocketExtensionData(NAME, parameters));
        return Objects.requireNonNull(netty, "the offer was accepted before").newExtensionEncoder();
    }

    private static boolean isAcceptable(Extension.Parameter parameter) {
        String value = parameter.getValue();
        return switch (parameter.getName()) {
            case SERVER_NO_CONTEXT, CLIENT_NO_CONTEXT -> value.isEmpty();
            case SERVER_WINDOW -> value.equals(String.valueOf(WINDOW_BITS));
            case CLIENT_WINDOW -> value.isEmpty() || value.matches("[89]|1[0-5]");
            default -> false;
        };
    }
}
