package io.postern.internal.listener;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Many clients at once: whenever one is gone another comes, until enough sessions were opened. */
final class Swarm implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<Door> doors = new ArrayList<>();
    private final long seed;
    private final int sessions;
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<Visitor> present = ConcurrentHashMap.newKeySet();
    private final Queue<String> disappointed = new ConcurrentLinkedQueue<>();
    private final Map<Visit.End, AtomicInteger> ends = new EnumMap<>(Visit.End.class);
    private final CountDownLatch strands;

    /**
     * Where clients come to.
     *
     * @param network that lies between, none if null
     */
    private record Door(int port, SslContext tls, @Nullable ToxicProxy network) {

        static Door of(TestListener listener, @Nullable ToxicProxy network) throws SSLException {
            SslContext tls =
                    SslContextBuilder.forClient()
                            .sslProvider(SslProvider.OPENSSL)
                            .trustManager(listener.certificate())
                            .build();
            return new Door(network == null ? listener.port() : network.port(), tls, network);
        }

        @Nullable InetSocketAddress from(long number) {
            return network == null ? null : ToxicProxy.from(number);
        }

        boolean harms(long number) {
            return network != null && network.toxic(number).kind().harmful();
        }
    }

    /**
     * @param seed with which the same clients come again
     * @param sessions so many must have been opened at the end
     * @param atOnce so many clients are there at any time
     */
    Swarm(List<TestListener> listeners, long seed, int sessions, int atOnce) throws SSLException {
        this(seed, sessions, atOnce);
        for (TestListener listener : listeners) {
            doors.add(Door.of(listener, null));
        }
    }

    /** As the other; the clients come through these proxies. */
    Swarm(Map<TestListener, ToxicProxy> listeners, long seed, int sessions, int atOnce)
            throws SSLException {
        this(seed, sessions, atOnce);
        for (Map.Entry<TestListener, ToxicProxy> one : listeners.entrySet()) {
            doors.add(Door.of(one.getKey(), one.getValue()));
        }
    }

    private Swarm(long seed, int sessions, int atOnce) {
        this.seed = seed;
        this.sessions = sessions;
        this.strands = new CountDownLatch(atOnce);
        for (Visit.End end : Visit.End.values()) {
            ends.put(end, new AtomicInteger());
        }
    }

    /** Has the first client have this number, and not 0. */
    Swarm from(long number) {
        next.set(number);
        return this;
    }

    /** Sends them all and waits until the last is gone. */
    void run(long seconds) throws InterruptedException {
        for (long strand = strands.getCount(); strand > 0; strand--) {
            loops.execute(this::sendOne);
        }
        if (!strands.await(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "seed %d: not gone after %d s, with %d sessions opened: %s"
                            .formatted(seed, seconds, opened.get(), present));
        }
    }

    private void sendOne() {
        if (opened.get() >= sessions) {
            strands.countDown();
            return;
        }
        long number = next.getAndIncrement();
        Visit visit = Visit.random(number, new SplittableRandom(seed + number));
        Visitor visitor = new Visitor(visit, opened::incrementAndGet);
        Door door = doors.get((int) (number % doors.size()));
        present.add(visitor);
        Channel channel =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        // So small that a large message does not go in at once.
                        .option(ChannelOption.SO_RCVBUF, 16 * 1024)
                        .handler(pipeline(visitor, door))
                        .localAddress(door.from(number))
                        .connect(new InetSocketAddress("127.0.0.1", door.port()))
                        .channel();
        channel.closeFuture().addListener(closed -> gone(visitor, door));
    }

    private ChannelInitializer<Channel> pipeline(Visitor visitor, Door door) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler handler =
                        door.tls().newHandler(channel.alloc(), "localhost", door.port());
                handler.setHandshakeTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
                channel.pipeline().addLast(visitor.guard(), handler, visitor);
            }
        };
    }

    private void gone(Visitor visitor, Door door) {
        present.remove(visitor);
        ends.get(visitor.visit().end()).incrementAndGet();
        if (!visitor.satisfied() && !door.harms(visitor.visit().number())) {
            disappointed.add(visitor.toString());
        }
        sendOne();
    }

    /** How many sessions were opened. */
    int opened() {
        return opened.get();
    }

    /** How many connections were made, counted from number 0. */
    long connections() {
        return next.get();
    }

    /** How many visits ended in each way. */
    Map<Visit.End, AtomicInteger> ends() {
        return ends;
    }

    /** The clients that did not get what they came for, though nothing harmful lay between. */
    List<String> disappointed() {
        return List.copyOf(disappointed);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
