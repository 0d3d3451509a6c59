package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, and where it arrived.
 *
 * @param certificates of the TLS handshake, the peer's own first; empty for none
 */
record Peer(SocketAddress local, SocketAddress remote, List<X509Certificate> certificates) {

    /** Reads what the channel knows; called on its event loop. */
    static Peer of(Channel channel) {
        return new Peer(
                channel.localAddress(),
                channel.remoteAddress(),
                certificates(channel.pipeline().get(SslHandler.class)));
    }

    private static List<X509Certificate> certificates(@Nullable SslHandler tls) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            if (tls != null) {
                for (Certificate certificate : tls.engine().getSession().getPeerCertificates()) {
                    if (certificate instanceof X509Certificate x509) {
                        chain.add(x509);
                    }
                }
            }
        } catch (SSLPeerUnverifiedException none) {
            // So the engines say that the peer has presented none.
            return List.of();
        }
        return List.copyOf(chain);
    }
}
