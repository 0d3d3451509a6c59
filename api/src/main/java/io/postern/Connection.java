package io.postern;

import jakarta.websocket.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The connection under a session: what {@link Session} does not tell of it. It is had
 *
 * <ul>
 *   <li>as a parameter of a callback: {@code @OnOpen void open(Session session, Connection
 *       connection)};
 *   <li>by {@link #of(Session)}, anywhere and without CDI;
 *   <li>by injection, {@code @Inject Connection connection}, as {@code @Inject Session session}: at
 *       each use that of the callback which the calling thread runs. Outside of callbacks of an
 *       endpoint its methods throw {@link jakarta.enterprise.context.ContextNotActiveException}.
 * </ul>
 *
 * <p>The first two may be kept and used from any thread, also when the session is closed.
 */
public interface Connection {

    /**
     * The connection of a session.
     *
     * @param session of a listener's endpoint, as its callbacks are given it
     * @throws IllegalArgumentException for a session that is not a listener's, for instance one of
     *     the server's own container or of a client
     */
    static Connection of(Session session) {
        if (session instanceof Connection connection) {
            return connection;
        }
        throw new IllegalArgumentException(
                session
                        + " is not a session of a Postern listener, so nothing is known of its"
                        + " connection; pass the Session that a callback of an endpoint on the"
                        + " listener is given");
    }

    /** The same as {@link Session#getId()}. */
    String id();

    /** The name of the listener that the client came by. */
    String listener();

    /** The address and port at which the client has arrived. */
    InetSocketAddress localAddress();

    /**
     * The address and port of the client, or of the last proxy before the listener, unless a {@link
     * ConnectionExtension} has learned the client's from that proxy.
     */
    InetSocketAddress remoteAddress();

    /**
     * How long the last ping of the listener and its pong were on their way, peer and its load
     * included. Pings of the application are not measured.
     *
     * @return empty before the first pong of the peer: for ever with {@link PingMode#OFF}, and with
     *     {@link PingMode#BANDWIDTH_SAVING} as long as the peer never falls silent
     */
    Optional<Duration> roundTrip();

    /** When the session was opened: after TLS and upgrade, before {@code @OnOpen}. */
    Instant opened();

    /** Who the client is at present; empty for one that has not said it. */
    Optional<PeerIdentity> identity();

    /**
     * The client has shown again who it is, or for the first time: {@link
     * Session#getUserPrincipal}, roles, and the end of the session go by this from now on. Where
     * the endpoint's class or its {@code @OnOpen} asks for a role that the client no longer has,
     * the session is closed with 1008. Roles of {@code wss.roles.file} are not added, {@code
     * wss.max-sessions-per-principal} does not look again, and the end of a certificate is not
     * looked at any more: it is the application that knows the client now. In a grace an identity
     * that has ended itself renews nothing.
     *
     * @param identity not ended yet, else the session ends as it would
     * @throws IllegalArgumentException when the client is known as another principal
     */
    void identify(PeerIdentity identity);

    /**
     * The identity of the client ends now, as if its time had come: the session is closed with
     * 1008, at once or, where there is one, after {@code wss.identity.grace}.
     *
     * @param reason which the client is told, at most 123 bytes of UTF-8
     * @throws IllegalArgumentException when it is longer
     */
    void revoke(String reason);
}
