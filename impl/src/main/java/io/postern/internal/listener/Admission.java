package io.postern.internal.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.postern.RefusalReason;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.session.LingeringClose;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limits that need no cryptography, applied to each connection as it is accepted; and so the
 * place that knows which connections are open. Runs on the acceptor's event loop, in the listening
 * channel's pipeline, before a connection is given to an event loop of its own.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    private final SocketConfig limits;
    private final Counters counters;
    private final AcceptPause pause;

    /** The open connections, and when each was accepted, as the acceptor's clock had it. */
    private final Map<Channel, Long> open = new ConcurrentHashMap<>();

    private final Map<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();

    Admission(String listener, SocketConfig limits, Counters counters) {
        this.limits = limits;
        this.counters = counters;
        this.pause = new AcceptPause(listener);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        counters.accepted();
        try {
            admit(context, connection);
        } catch (RuntimeException | Error e) {
            refuse(connection, RefusalReason.INTERNAL_ERROR);
            throw e;
        }
    }

    private void admit(ChannelHandlerContext context, Channel connection) {
        // Null when the peer has gone again already; closing then is all there is to do.
        InetSocketAddress peer = (InetSocketAddress) connection.remoteAddress();
        if (peer == null) {
            refuse(connection, RefusalReason.PEER_LEFT);
        } else if (open.size() >= limits.maxConnections()) {
            refuse(connection, RefusalReason.TOO_MANY_CONNECTIONS);
        } else if (!take(peer.getAddress())) {
            refuse(connection, RefusalReason.TOO_MANY_CONNECTIONS_FROM_ADDRESS);
        } else {
            enter(connection, peer.getAddress(), context.executor().ticker().nanoTime());
            context.fireChannelRead(connection);
        }
    }

    private void enter(Channel connection, InetAddress address, long now) {
        try {
            open.put(connection, now);
            connection.closeFuture().addListener(closed -> left(connection, address));
        } catch (RuntimeException | Error e) {
            left(connection, address);
            throw e;
        }
    }

    private boolean take(InetAddress address) {
        int count = openByAddress.merge(address, 1, Integer::sum);
        if (count > limits.maxConnectionsPerAddress()) {
            release(address);
            return false;
        }
        return true;
    }

    private void release(InetAddress address) {
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private void left(Channel connection, InetAddress address) {
        open.remove(connection);
        release(address);
    }

    private void refuse(Channel connection, RefusalReason reason) {
        try {
            counters.refusals().add(connection.remoteAddress(), new Refused(reason, "before TLS"));
        } finally {
            // It belongs to no event loop yet, so it is closed without one.
            connection.unsafe().closeForcibly();
        }
    }

    /** What was wrong with one connection, or with the means to accept any. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        pause.begin(context.channel(), cause);
    }

    /** When a connection was accepted, as the acceptor's clock had it; now, if it has closed. */
    long acceptedAt(Channel connection) {
        Long at = open.get(connection);
        return at == null ? connection.eventLoop().ticker().nanoTime() : at;
    }

    int openConnections() {
        return open.size();
    }

    /** To be called on the acceptor's event loop: what it has accepted has an event loop then. */
    void closeAll() {
        open.keySet().forEach(Admission::close);
    }

    /** Netty closes a channel on the loop of the call: one that moves meanwhile is followed. */
    private static void close(Channel connection) {
        EventLoop loop = connection.eventLoop();
        loop.execute(
                () -> {
                    if (connection.eventLoop() == loop) {
                        // A farewell that its peer does not read would outlast the event loop.
                        LingeringClose.cut(connection);
                    } else {
                        close(connection);
                    }
                });
    }
}
