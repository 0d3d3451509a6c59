package io.postern.benchmarks.harness;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Clients that connect, wait for their upgrade, close, and connect again. One that is turned away
 * is a fault, or comes back after a while.
 */
final class HandshakeLoad implements Load {

    private static final long PATIENCE_SECONDS = 30;
    private static final long AGAIN_MILLIS = 250;

    private final Clients clients;
    private final int port;
    private final int parallel;
    private final boolean mayRefuse;
    private final Tally tally = new Tally();
    private final Phaser running = new Phaser(1);
    private volatile boolean stopping;

    /**
     * @param parallel how many clients there are
     * @param mayRefuse whether the server may turn clients away
     */
    HandshakeLoad(Clients clients, int port, int parallel, boolean mayRefuse) {
        this.clients = clients;
        this.port = port;
        this.parallel = parallel;
        this.mayRefuse = mayRefuse;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void start() {
        running.bulkRegister(parallel);
        for (int i = 0; i < parallel; i++) {
            next();
        }
    }

    private void next() {
        if (stopping) {
            running.arriveAndDeregister();
            return;
        }
        Visitor visitor = new Visitor();
        Channel channel = clients.open(port, "/echo", visitor).channel();
        // Also when it could not connect.
        channel.closeFuture().addListener(closed -> left(visitor, channel.eventLoop()));
    }

    private void left(Visitor visitor, EventLoop loop) {
        if (visitor.upgraded) {
            next();
        } else if (mayRefuse) {
            loop.schedule(this::next, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            tally.fault();
            next();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        int phase = running.arrive();
        try {
            running.awaitAdvanceInterruptibly(phase, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            tally.fault();
        }
    }

    /** One connection, to its upgrade and no further. */
    private final class Visitor extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final long begun = System.nanoTime();
        private boolean upgraded;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                upgraded = true;
                tally.done(begun);
                context.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
