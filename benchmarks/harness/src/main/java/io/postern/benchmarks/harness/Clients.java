package io.postern.benchmarks.harness;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import io.postern.benchmarks.endpoints.PeerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens WebSocket connections over TLS 1.3 with BoringSSL. */
final class Clients implements AutoCloseable {

    /** So many loopback addresses to connect from: more connections than one has ports. */
    private static final int ADDRESSES = 16;

    private static final int LARGEST = 64 * 1024;

    private final EventLoopGroup loops;
    private final SslContext tls;
    private final AtomicInteger opened = new AtomicInteger();

    /**
     * @param keys the directory of the servers' key; its certificate is what is trusted
     * @param threads event loops of theirs
     */
    Clients(Path keys, int threads) throws Exception {
        loops = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        tls =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL)
                        .trustManager(new PeerProcess(keys, "").certificate().toFile())
                        .protocols("TLSv1.3")
                        // A name that is not sent cannot be compared.
                        .endpointIdentificationAlgorithm("")
                        .build();
    }

    /** Connects; the handler is told the rest: that the upgrade is complete, frames, the end. */
    ChannelFuture open(int port, String path, ChannelHandler handler) {
        String from = "127.0.0." + (1 + opened.getAndIncrement() % ADDRESSES);
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                begin(channel, port, path, handler);
                            }
                        })
                .connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        new InetSocketAddress(
                                NetUtil.createInetAddressFromIpAddressString(from), 0));
    }

    private void begin(Channel channel, int port, String path, ChannelHandler handler) {
        WebSocketClientProtocolConfig protocol =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(URI.create("wss://localhost:" + port + path))
                        .version(WebSocketVersion.V13)
                        .maxFramePayloadLength(LARGEST)
                        .dropPongFrames(false)
                        .handshakeTimeoutMillis(TimeUnit.SECONDS.toMillis(20))
                        .build();
        channel.pipeline()
                .addLast(
                        secure(channel.alloc()),
                        new HttpClientCodec(),
                        new HttpObjectAggregator(8 * 1024),
                        new WebSocketClientProtocolHandler(protocol),
                        // Some servers cut a large message into frames.
                        new WebSocketFrameAggregator(LARGEST),
                        handler);
    }

    /** Without the server's name and port nothing of an earlier session is found: all are full. */
    private SslHandler secure(ByteBufAllocator buffers) {
        return tls.newHandler(buffers);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
