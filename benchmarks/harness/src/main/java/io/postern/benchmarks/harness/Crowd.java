package io.postern.benchmarks.harness;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Opens many connections, some at a time, so that no server has to turn any away.
 *
 * @param clients opens them
 * @param port of the server
 * @param path of the endpoint
 * @param handlers makes the handler of each connection
 */
record Crowd(Clients clients, int port, String path, Supplier<ChannelHandler> handlers) {

    private static final int AT_A_TIME = 64;
    private static final long PATIENCE_SECONDS = 60;

    /** Opens so many, and fails if one of them is not upgraded. */
    List<Channel> open(int count) throws Exception {
        Semaphore places = new Semaphore(AT_A_TIME);
        List<CompletableFuture<Channel>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server has stopped to open connections");
            }
            CompletableFuture<Channel> upgraded = new CompletableFuture<>();
            opening.add(upgraded);
            var ended = upgraded.whenComplete((channel, failure) -> places.release());
            clients.open(port, path, new Entrance(upgraded, handlers.get()))
                    .addListener(
                            connected -> {
                                if (!connected.isSuccess()) {
                                    upgraded.completeExceptionally(connected.cause());
                                }
                            });
            if (ended.isCompletedExceptionally()) {
                break;
            }
        }
        List<Channel> open = new ArrayList<>();
        for (CompletableFuture<Channel> each : opening) {
            open.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return open;
    }

    /**
     * Waits for the upgrade and the reply to a ping, and leaves: a server that reads has made the
     * session that a broadcast goes to.
     */
    private static final class Entrance extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<Channel> upgraded;
        private final ChannelHandler next;

        Entrance(CompletableFuture<Channel> upgraded, ChannelHandler next) {
            this.upgraded = upgraded;
            this.next = next;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.writeAndFlush(new PingWebSocketFrame());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof PongWebSocketFrame) {
                context.pipeline().replace(this, null, next);
                upgraded.complete(context.channel());
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            upgraded.completeExceptionally(
                    new IllegalStateException("A connection was closed before its upgrade"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            upgraded.completeExceptionally(cause);
            context.close();
        }
    }
}
