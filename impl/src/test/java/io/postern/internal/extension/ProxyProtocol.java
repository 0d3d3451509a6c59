package io.postern.internal.extension;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.postern.netty.NettyConnection;
import io.postern.netty.NettyConnectionExtension;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The example of the documentation: reads the header that a proxy sends first. */
@ApplicationScoped
@Priority(100)
public class ProxyProtocol implements NettyConnectionExtension {

    /** Of all that a proxy adds to the addresses, in bytes. */
    private static final int MAX_TLVS = 1024;

    @Override
    public void begin(NettyConnection connection) {
        connection.addHandler(new HAProxyMessageDecoder(MAX_TLVS));
        connection.addHandler(new HeaderReader(connection));
    }

    private static final class HeaderReader extends SimpleChannelInboundHandler<HAProxyMessage> {

        private final NettyConnection connection;

        private HeaderReader(NettyConnection connection) {
            this.connection = connection;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
            // No address: the proxy asks on its own account, or knows no better.
            if (header.sourceAddress() != null) {
                InetAddress client =
                        NetUtil.createInetAddressFromIpAddressString(header.sourceAddress());
                if (client == null) {
                    connection.refuse("the proxy told an address that is not one of IP");
                    return;
                }
                connection.clientAddress(new InetSocketAddress(client, header.sourcePort()));
            }
            connection.done();
        }
    }
}
