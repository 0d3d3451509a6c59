package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.session.PeerAddress;
import io.postern.upgrade.UpgradeRequest;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Who is at the other end, where it arrived, and how the two talk. */
record Peer(SocketAddress local, SocketAddress remote, Identity identity, UpgradeRequest.Tls tls) {

    static Peer of(Channel channel, SecuredPeer secured) {
        return new Peer(
                channel.localAddress(),
                PeerAddress.of(channel),
                secured.identity(),
                tls(channel, secured.serverName()));
    }

    private static UpgradeRequest.Tls tls(Channel channel, Optional<String> serverName) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return new UpgradeRequest.Tls("NONE", "NONE", serverName);
        }
        SSLSession session = handler.engine().getSession();
        return new UpgradeRequest.Tls(session.getProtocol(), session.getCipherSuite(), serverName);
    }

    /** The same, known as this one. */
    Peer as(Identity known) {
        return new Peer(local, remote, known, tls);
    }
}
