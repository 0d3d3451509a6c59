package io.postern;

import jakarta.websocket.server.HandshakeRequest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A handshake request that also tells who sent it. Every request that a {@link
 * jakarta.websocket.server.ServerEndpointConfig.Configurator Configurator} gets from the listener
 * in {@code modifyHandshake} is one:
 *
 * <pre>{@code
 * public void modifyHandshake(
 *         ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
 *     if (request instanceof PeerHandshakeRequest peer) {
 *         config.getUserProperties().put("address", peer.getRemoteAddress());
 *     }
 * }
 * }</pre>
 *
 * <p>The methods have the names and types that the draft of Jakarta WebSocket 2.3 gives them in
 * {@link HandshakeRequest} itself: with that version an application needs this interface no longer.
 *
 * <p>A request is immutable, so that its methods may be called from any thread and also when the
 * handshake is over. No method asks the network: host names are not looked up.
 */
public interface PeerHandshakeRequest extends HandshakeRequest {

    /**
     * The servlet context that the request was dispatched to.
     *
     * @return always null: the request has come to the listener, not to the server's web container
     */
    default @Nullable Object getServletContext() {
        return null;
    }

    /**
     * The certificates of the client from the TLS handshake.
     *
     * @return as {@link io.postern.tls.ClientCertificate#chain()}: the client's own first; a new
     *     array for each call; null when the client presented none
     */
    X509Certificate @Nullable [] getUserX509CertificateChain();

    /**
     * The address at which the request arrived.
     *
     * @return an IPv4 or IPv6 address as text, without port
     */
    String getLocalAddress();

    /**
     * The name of the host at which the request arrived.
     *
     * @return the name where it is known without asking a name server, else {@link
     *     #getLocalAddress()}
     */
    String getLocalHostName();

    /**
     * The port at which the request arrived.
     *
     * @return 1 to 65535, or -1 where the connection is not an IP connection
     */
    int getLocalPort();

    /**
     * The address of the client, or of the last proxy before the listener.
     *
     * @return an IPv4 or IPv6 address as text, without port
     */
    String getRemoteAddress();

    /**
     * The name of the client's host, or of the last proxy's.
     *
     * @return the name where it is known without asking a name server, else {@link
     *     #getRemoteAddress()}
     */
    String getRemoteHostName();

    /**
     * The port of the client, or of the last proxy.
     *
     * @return 1 to 65535, or -1 where the connection is not an IP connection
     */
    int getRemotePort();

    /**
     * The language that the client likes best (RFC 9110 section 12.5.4).
     *
     * @return the language of the highest weight in {@code Accept-Language}; the server's default
     *     where the header is absent, names no language, or cannot be read
     */
    Locale getPreferredLocale();
}
