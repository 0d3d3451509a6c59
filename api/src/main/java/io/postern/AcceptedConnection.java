package io.postern;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * What is known of a connection before TLS.
 *
 * @param listener the name of the one that has accepted it
 * @param localAddress the address and port at which it has arrived
 * @param remoteAddress the address and port of the client, where an extension before has learned
 *     them from a proxy; else of the TCP peer
 */
public record AcceptedConnection(
        String listener, InetSocketAddress localAddress, InetSocketAddress remoteAddress) {

    /** None of them may be null. */
    public AcceptedConnection {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(localAddress, "localAddress");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }
}
