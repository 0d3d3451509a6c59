package io.postern.internal.listener;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The clients of the demonstration in {@code demonstrations/storm}: some that talk, and a storm of
 * others that connect. Each kind runs in a process of its own.
 */
final class StormClients {

    private static final String MESSAGE = "x".repeat(64);

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SslContext tls;
    private final int port;
    private final long start = System.nanoTime();

    private StormClients(int port, File certificate) throws Exception {
        this.port = port;
        this.tls =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL)
                        .trustManager(certificate)
                        .build();
    }

    /**
     * @param arguments {@code live} or {@code storm}; the port; the certificate's file; how many
     *     connections; how many seconds
     */
    public static void main(String[] arguments) throws Exception {
        StormClients clients =
                new StormClients(Integer.parseInt(arguments[1]), new File(arguments[2]));
        int count = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        if (arguments[0].equals("live")) {
            clients.talk(count, seconds, System.out);
        } else {
            clients.storm(count, seconds);
        }
        clients.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    /** Writes, for each reply, the time since the start and the round trip in microseconds. */
    private void talk(int count, int seconds, PrintStream out) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < count; i++) {
            connect(new Talker(lines, end)).sync();
        }
        Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
        loops.submit(() -> out.print(lines)).sync();
        out.flush();
    }

    private void storm(int count, int seconds) throws InterruptedException {
        LongAdder established = new LongAdder();
        LongAdder failed = new LongAdder();
        for (int i = 0; i < count; i++) {
            loops.execute(new Caller(established, failed));
        }
        Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
        System.err.printf(
                "storm: %d handshakes, %d turned away, in %d s%n",
                established.sum(), failed.sum(), seconds);
    }

    private io.netty.channel.ChannelFuture connect(io.netty.channel.ChannelHandler last) {
        WebSocketClientProtocolConfig config =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(URI.create("wss://localhost:" + port + "/echo/storm"))
                        .build();
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(tls.newHandler(channel.alloc(), "localhost", port))
                                        .addLast(new HttpClientCodec())
                                        .addLast(new HttpObjectAggregator(8192))
                                        .addLast(new WebSocketClientProtocolHandler(config))
                                        .addLast(last);
                            }
                        })
                .connect("127.0.0.1", port);
    }

    /** Sends, waits for the reply, notes how long it took, and pauses for about 250 ms. */
    private final class Talker extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final StringBuilder lines;
        private final long end;
        private long sent;

        private Talker(StringBuilder lines, long end) {
            this.lines = lines;
            this.end = end;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                later(context);
            }
        }

        private void later(ChannelHandlerContext context) {
            context.executor()
                    .schedule(
                            () -> {
                                sent = System.nanoTime();
                                context.writeAndFlush(new TextWebSocketFrame(MESSAGE));
                            },
                            ThreadLocalRandom.current().nextInt(150, 350),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame reply) {
            long now = System.nanoTime();
            lines.append(TimeUnit.NANOSECONDS.toMillis(now - start))
                    .append(',')
                    .append(TimeUnit.NANOSECONDS.toMicros(now - sent))
                    .append('\n');
            later(context);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (System.nanoTime() < end) {
                System.err.println("live: a connection was lost");
            }
        }
    }

    /** Connects, leaves when it is in, and comes again; a little later when it was turned away. */
    private final class Caller implements Runnable {

        private final LongAdder established;
        private final LongAdder failed;

        private Caller(LongAdder established, LongAdder failed) {
            this.established = established;
            this.failed = failed;
        }

        @Override
        public void run() {
            Arrival arrival = new Arrival();
            connect(arrival).channel().closeFuture().addListener(gone -> again(arrival));
        }

        private void again(Arrival arrival) {
            (arrival.in ? established : failed).increment();
            int pause = arrival.in ? 0 : ThreadLocalRandom.current().nextInt(500, 1500);
            loops.schedule(this, pause, TimeUnit.MILLISECONDS);
        }
    }

    private static final class Arrival extends SimpleChannelInboundHandler<WebSocketFrame> {

        private boolean in;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                in = true;
                context.close();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            // Nobody talks here.
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
