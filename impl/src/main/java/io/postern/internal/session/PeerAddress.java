package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Where a connection comes from: as a proxy has told it, else its TCP peer. */
public final class PeerAddress {

    private static final AttributeKey<InetSocketAddress> TOLD =
            AttributeKey.valueOf(PeerAddress.class, "told");

    private PeerAddress() {}

    /** Of a connection that has been admitted: from then on Netty knows its peer. */
    public static SocketAddress of(Channel channel) {
        InetSocketAddress told = channel.hasAttr(TOLD) ? channel.attr(TOLD).get() : null;
        return told == null ? channel.remoteAddress() : told;
    }

    /** A proxy has said that the client is there. */
    public static void tell(Channel channel, InetSocketAddress client) {
        channel.attr(TOLD).set(client);
    }
}
