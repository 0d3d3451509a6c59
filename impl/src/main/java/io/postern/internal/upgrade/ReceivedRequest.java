package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpHeaders;
import io.postern.PeerHandshakeRequest;
import io.postern.internal.session.Handshake;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The opening handshake as a configurator sees it. Immutable. */
final class ReceivedRequest implements PeerHandshakeRequest {

    private final Map<String, List<String>> headers;
    private final Map<String, List<String>> parameters;
    private final URI uri;
    private final Peer peer;

    ReceivedRequest(HttpHeaders headers, Handshake.Target target, Peer peer) {
        this.headers = copy(headers);
        this.parameters = parameters(target);
        this.uri = target.uri();
        this.peer = peer;
    }

    static Map<String, List<String>> copy(HttpHeaders headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(
                field ->
                        copy.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                                .add(field.getValue()));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, List<String>> parameters(Handshake.Target target) {
        Map<String, List<String>> parameters = new TreeMap<>();
        target.pathParameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        target.parameters().forEach((name, values) -> parameters.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    /** Absolute, with scheme {@code wss}. */
    @Override
    public URI getRequestURI() {
        return uri;
    }

    /** Those of the query and, as the servers have it, those of the path. */
    @Override
    public Map<String, List<String>> getParameterMap() {
        return parameters;
    }

    /** As it was sent, not decoded. */
    @Override
    public @Nullable String getQueryString() {
        return uri.getRawQuery();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return peer.identity().principal().orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
        return peer.identity().roles().contains(role);
    }

    /** Null: a request to the listener is no request of the web container. */
    @Override
    public @Nullable Object getHttpSession() {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getUserX509CertificateChain() {
        return peer.identity()
                .certificate()
                .map(certificate -> certificate.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public String getLocalAddress() {
        return address(peer.local());
    }

    @Override
    public String getLocalHostName() {
        return host(peer.local());
    }

    @Override
    public int getLocalPort() {
        return port(peer.local());
    }

    @Override
    public String getRemoteAddress() {
        return address(peer.remote());
    }

    @Override
    public String getRemoteHostName() {
        return host(peer.remote());
    }

    @Override
    public int getRemotePort() {
        return port(peer.remote());
    }

    private static String address(SocketAddress address) {
        return address instanceof InetSocketAddress ip
                ? ip.getAddress().getHostAddress()
                : address.toString();
    }

    private static String host(SocketAddress address) {
        return address instanceof InetSocketAddress ip ? ip.getHostString() : address.toString();
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress ip ? ip.getPort() : -1;
    }

    @Override
    public Locale getPreferredLocale() {
        String accepted = String.join(",", headers.getOrDefault("Accept-Language", List.of()));
        try {
            // Sorted by weight.
            return Locale.LanguageRange.parse(accepted).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().equals("*"))
                    .findFirst()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .orElseGet(Locale::getDefault);
        } catch (IllegalArgumentException malformed) {
            return Locale.getDefault();
        }
    }

    @Override
    public String toString() {
        return "HandshakeRequest[" + uri.getRawPath() + "]";
    }
}
