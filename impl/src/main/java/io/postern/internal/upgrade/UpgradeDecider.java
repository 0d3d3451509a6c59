package io.postern.internal.upgrade;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_KEY;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.postern.RefusalReason;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.IdentitySource;
import io.postern.internal.config.MissingOrigin;
import io.postern.internal.config.OriginRules;
import io.postern.internal.session.PerMessageDeflate;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the opening handshake on the server's side (RFC 6455 section 4.2), as a pure
 * function of the request. What the endpoint's configurator decides comes after.
 */
final class UpgradeDecider {

    private final EndpointRoutes routes;
    private final EntryRules entry;

    private final List<Extension> installed;

    /**
     * @param installed the extensions of the listener
     */
    UpgradeDecider(EndpointRoutes routes, EntryRules entry, List<Extension> installed) {
        this.routes = routes;
        this.entry = entry;
        this.installed = List.copyOf(installed);
    }

    /**
     * Decides as far as the request does.
     *
     * @param serverName that the TLS handshake was for, if the client named one
     */
    Examined examine(HttpRequest request, Optional<String> serverName) {
        Optional<Refuse> malformed = malformed(request).or(() -> notAnUpgrade(request));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        RequestTarget target;
        try {
            target = RequestTarget.parse(request.headers().get(HOST), request.uri());
        } catch (IllegalArgumentException e) {
            return Refuse.badRequest("The request target or the Host header is not valid.");
        }
        if (serverName.isPresent() && !target.isFor(serverName.get())) {
            return Refuse.misdirected(
                    "The Host header names another server than the TLS handshake did.");
        }
        if (!entry.hosts().isEmpty() && entry.hosts().stream().noneMatch(target::isFor)) {
            return Refuse.misdirected("The Host header names a server that is not here.");
        }
        return routes.find(target.segments())
                .<Examined>map(match -> enter(request.headers(), target, match))
                .orElseGet(
                        () ->
                                new Refuse(
                                        RefusalReason.NO_ENDPOINT,
                                        HttpResponseStatus.NOT_FOUND,
                                        "There is no WebSocket endpoint at this path."));
    }

    /** What is wrong with the request as HTTP. Also asked before its end has been read. */
    Optional<Refuse> malformed(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(undecodable(request.decoderResult().cause()));
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return Optional.of(Refuse.badRequest("HTTP/1.1 is required."));
        }
        if (HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0) {
            return Optional.of(Refuse.badRequest("An upgrade request has no body."));
        }
        if (request.headers().getAll(HOST).size() != 1) {
            return Optional.of(Refuse.badRequest("Exactly one Host header is required."));
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return Optional.of(Refuse.badRequest("An upgrade request is a GET."));
        }
        return Optional.empty();
    }

    private static Refuse undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return tooLarge(HttpResponseStatus.REQUEST_URI_TOO_LONG);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return tooLarge(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        return Refuse.badRequest("The request is not valid HTTP/1.1.");
    }

    private static Refuse tooLarge(HttpResponseStatus status) {
        return new Refuse(RefusalReason.REQUEST_TOO_LARGE, status, "The request is too large.");
    }

    private static Optional<Refuse> notAnUpgrade(HttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean upgrade = headers.containsValue(UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        boolean connection = headers.containsValue(CONNECTION, HttpHeaderValues.UPGRADE, true);
        if (!headers.contains(UPGRADE) && !connection) {
            return Optional.of(
                    new Refuse(
                            RefusalReason.UPGRADE_REQUIRED,
                            HttpResponseStatus.UPGRADE_REQUIRED,
                            "This port speaks WebSocket only (wss://). If your browser asked about"
                                    + " the certificate, it has now accepted it: you can close this"
                                    + " page."));
        }
        if (!upgrade || !connection) {
            return Optional.of(
                    Refuse.badRequest(
                            "An upgrade request has 'Upgrade: websocket' and 'Connection:"
                                    + " Upgrade'."));
        }
        if (!headers.getAll(SEC_WEBSOCKET_VERSION).equals(List.of("13"))) {
            return Optional.of(
                    new Refuse(
                            RefusalReason.UNSUPPORTED_VERSION,
                            HttpResponseStatus.UPGRADE_REQUIRED,
                            "Only WebSocket version 13 (RFC 6455) is supported."));
        }
        if (!WebSocketKey.isValid(headers.getAll(SEC_WEBSOCKET_KEY))) {
            return Optional.of(
                    Refuse.badRequest(
                            "Exactly one Sec-WebSocket-Key of 16 bytes in Base64 is required."));
        }
        return Optional.empty();
    }

    private Examined enter(HttpHeaders headers, RequestTarget target, EndpointRoutes.Match match) {
        if (!isFromAllowed(headers.getAll(ORIGIN), target, match)) {
            return Refuse.origin();
        }
        try {
            boolean tokens = entry.identity().sources().contains(IdentitySource.SUBPROTOCOL);
            Offers offers = Offers.of(headers, tokens);
            return new Candidate(headers, target, match, offers, installed(match));
        } catch (IllegalArgumentException e) {
            return Refuse.badRequest("The Sec-WebSocket-Extensions header is not valid.");
        }
    }

    /** The endpoint's own rules go before the listener's. */
    private boolean isFromAllowed(
            List<String> origins, RequestTarget target, EndpointRoutes.Match match) {
        if (origins.isEmpty()) {
            return entry.missingOrigin() != MissingOrigin.REFUSE;
        }
        OriginRules rules = match.endpoint().descriptor().entry().origins().orElse(entry.origins());
        return new OriginPolicy(rules).allows(origins, target.uri().getHost());
    }

    /** With those that the endpoint declares, but for one that has been switched off. */
    private List<Extension> installed(EndpointRoutes.Match match) {
        List<Extension> all = new ArrayList<>();
        for (Extension declared : match.endpoint().config().getExtensions()) {
            if (!declared.getName().equals(PerMessageDeflate.NAME)) {
                all.add(declared);
            }
        }
        all.addAll(installed);
        return List.copyOf(all);
    }
}
