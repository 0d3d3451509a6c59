package io.postern.upgrade;

import io.postern.PeerIdentity;
import io.postern.tls.ClientCertificate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The opening handshake of a client (RFC 6455 section 4.1) and what is known of its connection.
 * Immutable; may be kept, but holds what a client keeps secret: its headers may carry passwords and
 * tokens.
 */
public interface UpgradeRequest {

    /** The name of the listener. */
    String listener();

    /** The class of the endpoint that the path leads to. */
    Class<?> endpoint();

    /** What was asked for: absolute, with scheme {@code wss} and the host that the client named. */
    URI uri();

    /** The path, as it was sent: not decoded. */
    default String path() {
        return uri().getRawPath();
    }

    /** What the endpoint's path template took from the path, decoded. */
    Map<String, String> pathParameters();

    /** The parameters of the query, decoded. */
    Map<String, List<String>> parameters();

    /** The first value of a parameter of the query. */
    default Optional<String> parameter(String name) {
        return parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The header fields; names are looked up without regard to case. */
    Map<String, List<String>> headers();

    /** The first value of a header field; the name has no case. */
    default Optional<String> header(String name) {
        return headers().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The cookies by their names; of several with one name the first. */
    Map<String, String> cookies();

    /** The origin of the page that connects; empty for a client that is no browser. */
    Optional<String> origin();

    /** The subprotocols that the client asks for, without those that carry a token. */
    List<String> subprotocols();

    /** The address and port at which the client has arrived. */
    InetSocketAddress localAddress();

    /** As {@link io.postern.Connection#remoteAddress()}. */
    InetSocketAddress remoteAddress();

    /** What was negotiated in the TLS handshake. */
    Tls tls();

    /** The certificate that the client presented and the listener accepted. */
    Optional<ClientCertificate> clientCertificate();

    /** Who the client is, as far as its certificate, its token and earlier checks have said. */
    Optional<PeerIdentity> identity();

    /**
     * What the TLS handshake agreed on.
     *
     * @param protocol such as {@code TLSv1.3}
     * @param cipherSuite by its standard name, such as {@code TLS_AES_128_GCM_SHA256}
     * @param serverName that the client asked for (RFC 6066 section 3), if it did
     */
    record Tls(String protocol, String cipherSuite, Optional<String> serverName) {}
}
