package io.postern.benchmarks.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.postern.benchmarks.endpoints.PeerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Netty's WebSocket codec over BoringSSL, on one set of event loops. */
public final class NettyServer extends ChannelInitializer<SocketChannel> {

    private static final WebSocketServerProtocolConfig PROTOCOL =
            WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .maxFramePayloadLength(64 * 1024)
                    .build();

    private final SslContext tls;
    private final ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private NettyServer(SslContext tls) {
        this.tls = tls;
    }

    /** See {@link PeerProcess}. */
    public static void main(String... arguments) throws Exception {
        PeerProcess process = PeerProcess.of(arguments).withoutOption();
        SslContext tls =
                SslContextBuilder.forServer(
                                process.certificate().toFile(), process.privateKey().toFile())
                        .sslProvider(SslProvider.OPENSSL)
                        .protocols("TLSv1.3")
                        .build();
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
        Channel listening =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new NettyServer(tls))
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        process.serve(((InetSocketAddress) listening.localAddress()).getPort());
        loops.shutdownGracefully().sync();
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(tls.newHandler(channel.alloc()));
        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new HttpObjectAggregator(8 * 1024));
        pipeline.addLast(new WebSocketServerProtocolHandler(PROTOCOL));
        pipeline.addLast(new FrameHandler(all));
    }
}
