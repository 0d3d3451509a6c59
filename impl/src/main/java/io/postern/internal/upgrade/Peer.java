package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.session.PeerAddress;
import java.net.SocketAddress;

/** Who is at the other end, and where it arrived. */
record Peer(SocketAddress local, SocketAddress remote, Identity identity) {

    static Peer of(Channel channel, Identity identity) {
        return new Peer(channel.localAddress(), PeerAddress.of(channel), identity);
    }
}
