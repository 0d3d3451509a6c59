package io.postern.netty;

import io.postern.ConnectionExtension;

/**
 * A {@link ConnectionExtension} that puts handlers of its own in front of all that the listener
 * does with a connection, the check of the first byte and TLS included. It serves protocols that
 * begin before TLS, of which the PROXY protocol is the best known:
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class ProxyProtocol implements NettyConnectionExtension {
 *     public void begin(NettyConnection connection) {
 *         connection.addHandler(new HAProxyMessageDecoder());
 *         connection.addHandler(new SimpleChannelInboundHandler<HAProxyMessage>() {
 *             protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
 *                 InetAddress client =
 *                         NetUtil.createInetAddressFromIpAddressString(header.sourceAddress());
 *                 connection.clientAddress(new InetSocketAddress(client, header.sourcePort()));
 *                 connection.done();
 *             }
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>The connection waits until the extension is {@linkplain NettyConnection#done done}, at most
 * for what is left of {@code wss.negotiation.timeout}; until then it takes no permit to negotiate.
 * No more than 4,096 bytes and one read more are read for all extensions of a connection together.
 * Reading is on demand: handlers pass {@code read} and {@code channelReadComplete} on, as Netty's
 * own do, and leave {@code autoRead} as it is.
 *
 * <p>A connection is refused under {@link io.postern.RefusalReason#REFUSED_BY_EXTENSION} when a
 * handler throws a subclass of Netty's {@link io.netty.handler.codec.DecoderException}, which
 * blames the peer, or has taken that many bytes without being done; under {@link
 * io.postern.RefusalReason#INTERNAL_ERROR} when the extension or a handler throws anything else.
 *
 * <p>One that is a {@link io.postern.ConnectionFilter} too is first asked as such.
 */
public interface NettyConnectionExtension extends ConnectionExtension {

    /**
     * Takes part in a connection. Called on its event loop, before anything is read from it. Must
     * not block; may be called by several threads at once, for several connections.
     */
    void begin(NettyConnection connection);
}
