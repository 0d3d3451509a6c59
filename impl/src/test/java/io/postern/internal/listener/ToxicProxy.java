package io.postern.internal.listener;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bad network: a TCP proxy between clients and a listener that treats each connection with one
 * {@link Toxic}. A client tells its number, and so its toxic, by the address that it comes from.
 */
final class ToxicProxy implements AutoCloseable {

    /** As many as addresses of 127.0.0.0/8 can tell apart, less the first and the last. */
    private static final int NUMBERS = (1 << 24) - 2;

    private static final int READ_AT_ONCE = 2048;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<Toxic.Kind, LongAdder> treated = new EnumMap<>(Toxic.Kind.class);
    private final Map<Toxic.Kind, LongAdder> struck = new EnumMap<>(Toxic.Kind.class);
    private final InetSocketAddress target;
    private final long seed;
    private final Channel listening;

    ToxicProxy(TestListener listener, long seed) {
        this.target = new InetSocketAddress("127.0.0.1", listener.port());
        this.seed = seed;
        for (Toxic.Kind kind : Toxic.Kind.values()) {
            treated.put(kind, new LongAdder());
            struck.put(kind, new LongAdder());
        }
        this.listening = listen();
    }

    private Channel listen() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_AT_ONCE))
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel client) {
                                channels.add(client);
                                connect(client);
                            }
                        })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    private void connect(SocketChannel client) {
        Toxic toxic = toxic(number(client.remoteAddress()));
        counter(treated, toxic).increment();
        ChannelFuture connected =
                new Bootstrap()
                        .group(client.eventLoop())
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(READ_AT_ONCE))
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(target);
        DuplexChannel server = (DuplexChannel) connected.channel();
        channels.add(server);
        connected.addListener(
                done -> {
                    if (done.isSuccess()) {
                        new ToxicLink(toxic, client, server, counter(struck, toxic)).begin();
                    } else {
                        client.close();
                    }
                });
    }

    private static LongAdder counter(Map<Toxic.Kind, LongAdder> counters, Toxic toxic) {
        return Objects.requireNonNull(counters.get(toxic.kind()));
    }

    /** Where clients come to. */
    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** The address from which the client of this number has to come. */
    static InetSocketAddress from(long number) {
        int host = (127 << 24) + 1 + (int) (number % NUMBERS);
        byte[] address = ByteBuffer.allocate(Integer.BYTES).putInt(host).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(InetSocketAddress from) {
        return (ByteBuffer.wrap(from.getAddress().getAddress()).getInt() & 0xFFFFFF) - 1;
    }

    /** What the client of this number meets. */
    Toxic toxic(long number) {
        return Toxic.random(seed, number % NUMBERS);
    }

    /** How many connections had a toxic of each kind. */
    Map<Toxic.Kind, LongAdder> treated() {
        return treated;
    }

    /** How many connections lived long enough for their harmful toxic to strike. */
    Map<Toxic.Kind, LongAdder> struck() {
        return struck;
    }

    /** Cuts what is still there. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        channels.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
