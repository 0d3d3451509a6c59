package io.postern.netty;

import io.netty.channel.ChannelHandler;
import io.postern.AcceptedConnection;
import java.net.InetSocketAddress;

/**
 * A connection in the hands of a {@link NettyConnectionExtension}. Its methods may be called from
 * any thread. When the connection has ended meanwhile, they do nothing.
 */
public interface NettyConnection {

    /** What is known of it at this moment. */
    AcceptedConnection accepted();

    /**
     * Adds a handler, behind those that this extension has added. It goes when the extension is
     * {@linkplain #done done}.
     *
     * @throws IllegalStateException when the extension has finished with the connection
     */
    void addHandler(ChannelHandler handler);

    /**
     * Says where the client is, as a proxy has told it: for {@link
     * io.postern.Connection#remoteAddress()}, handshake requests, events and the log. What limits
     * connections by their address goes on to look at the TCP peer.
     *
     * @throws IllegalArgumentException when the address is not resolved: the listener asks no name
     *     server
     * @throws IllegalStateException when the extension has finished with the connection
     */
    void clientAddress(InetSocketAddress address);

    /**
     * The connection goes on to the next step. The handlers of this extension are removed, after
     * the event that is being handled; what they hold when they are removed, and all bytes that
     * they have passed on, are the next step's.
     *
     * @throws IllegalStateException when the extension has finished with the connection
     */
    void done();

    /**
     * Closes the connection; its peer is told nothing that the extension has not written itself.
     *
     * @param reason for the log and {@link io.postern.ConnectionRefused#detail()}; not blank, and
     *     nothing that the peer sent
     * @throws IllegalStateException when the extension has finished with the connection
     */
    void refuse(String reason);
}
