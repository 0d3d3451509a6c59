package io.postern.internal.upgrade;

import static io.netty.handler.codec.http.HttpHeaderNames.COOKIE;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.postern.PeerIdentity;
import io.postern.internal.session.Handshake;
import io.postern.tls.ClientCertificate;
import io.postern.upgrade.UpgradeRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has found its endpoint, as a check sees it. Immutable. */
final class ExaminedRequest implements UpgradeRequest {

    private final String listener;
    private final Candidate candidate;
    private final Handshake.Target target;
    private final Map<String, List<String>> headers;
    private final Peer peer;

    ExaminedRequest(String listener, Candidate candidate, Peer peer) {
        this.listener = listener;
        this.candidate = candidate;
        this.target = candidate.requested();
        this.headers = ReceivedRequest.copy(candidate.headers());
        this.peer = peer;
    }

    @Override
    public String listener() {
        return listener;
    }

    @Override
    public Class<?> endpoint() {
        return candidate.match().endpoint().descriptor().type();
    }

    @Override
    public URI uri() {
        return target.uri();
    }

    @Override
    public Map<String, String> pathParameters() {
        return target.pathParameters();
    }

    @Override
    public Map<String, List<String>> parameters() {
        return target.parameters();
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String field : headers.getOrDefault(COOKIE.toString(), List.of())) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(field)) {
                cookies.putIfAbsent(cookie.name(), cookie.value());
            }
        }
        return Collections.unmodifiableMap(cookies);
    }

    @Override
    public Optional<String> origin() {
        return header(ORIGIN.toString());
    }

    @Override
    public List<String> subprotocols() {
        return candidate.offers().subprotocols();
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) peer.local();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) peer.remote();
    }

    @Override
    public Tls tls() {
        return peer.tls();
    }

    @Override
    public Optional<ClientCertificate> clientCertificate() {
        return peer.identity().certificate();
    }

    @Override
    public Optional<PeerIdentity> identity() {
        return peer.identity().peer();
    }

    /** Without headers and parameters, which may be secret. */
    @Override
    public String toString() {
        return "UpgradeRequest[" + uri().getRawPath() + "]";
    }
}
