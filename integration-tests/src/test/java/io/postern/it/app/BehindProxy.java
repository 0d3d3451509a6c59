package io.postern.it.app;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.postern.AcceptedConnection;
import io.postern.Connection;
import io.postern.ConnectionFilter;
import io.postern.ConnectionVerdict;
import io.postern.Listener;
import io.postern.netty.NettyConnection;
import io.postern.netty.NettyConnectionExtension;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Says from where its client comes, at a listener behind a proxy and at one that has none. */
@ServerEndpoint("/from")
@Listener("default")
@Listener("proxied")
@ApplicationScoped
public class BehindProxy {

    @Inject Connection connection;

    @OnMessage
    public String from(String text) {
        return connection.remoteAddress().getAddress().getHostAddress();
    }

    /** Asked behind the next one, at both listeners. */
    @ApplicationScoped
    @Priority(200)
    public static class PrivateOnly implements ConnectionFilter {

        @Override
        public ConnectionVerdict filter(AcceptedConnection accepted) {
            InetAddress client = accepted.remoteAddress().getAddress();
            return client.isSiteLocalAddress() || client.isLoopbackAddress()
                    ? ConnectionVerdict.accept()
                    : ConnectionVerdict.refuse("not from a private network");
        }
    }

    /** Reads the proxy's header. */
    @ApplicationScoped
    @Priority(100)
    @Listener("proxied")
    public static class Header implements NettyConnectionExtension {

        @Override
        public void begin(NettyConnection accepted) {
            accepted.addHandler(new HAProxyMessageDecoder());
            accepted.addHandler(new Reader(accepted));
        }
    }

    static final class Reader extends SimpleChannelInboundHandler<HAProxyMessage> {

        private final NettyConnection accepted;

        Reader(NettyConnection accepted) {
            this.accepted = accepted;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
            InetAddress client =
                    NetUtil.createInetAddressFromIpAddressString(header.sourceAddress());
            accepted.clientAddress(new InetSocketAddress(client, header.sourcePort()));
            accepted.done();
        }
    }
}
