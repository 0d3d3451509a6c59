package io.postern.internal.upgrade;

import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;

import io.netty.handler.codec.http.HttpHeaders;
import io.postern.internal.identity.PresentedToken;
import jakarta.websocket.Extension;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client offers to agree on.
 *
 * @param subprotocols without those that only carry a token
 * @param otherwise the subprotocol that is chosen when it is none of these, since the client gives
 *     up without any; else empty
 */
record Offers(List<Extension> extensions, List<String> subprotocols, String otherwise) {

    /**
     * Reads them.
     *
     * @param tokens whether a subprotocol may carry a token; else they are subprotocols like any
     * @throws IllegalArgumentException when the extensions are malformed
     */
    static Offers of(HttpHeaders headers, boolean tokens) {
        List<Extension> extensions =
                ExtensionOffers.parse(headers.getAll(SEC_WEBSOCKET_EXTENSIONS));
        List<String> offered =
                headers.getAll(SEC_WEBSOCKET_PROTOCOL).stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        return tokens
                ? new Offers(
                        extensions,
                        PresentedToken.withoutCarriers(offered),
                        offered.contains(PresentedToken.CARRIER) ? PresentedToken.CARRIER : "")
                : new Offers(extensions, offered, "");
    }
}
