package io.postern.benchmarks.harness;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One of many sends a message that the server sends to all; when all have it, the next. */
final class BroadcastLoad implements Load {

    private static final String TEXT = "x".repeat(64);
    private static final long PATIENCE_MILLIS = 30_000;

    private final Crowd crowd;
    private final int size;
    private final Tally tally = new Tally();
    private final List<Channel> receivers = new ArrayList<>();
    private final AtomicInteger missing = new AtomicInteger();
    private final Object turn = new Object();
    private volatile long sentAt;
    private volatile boolean stopping;
    private volatile boolean resting = true;

    BroadcastLoad(Clients clients, int port, String path, int size) {
        this.size = size;
        crowd = new Crowd(clients, port, path, Receiver::new);
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void start() throws Exception {
        receivers.addAll(crowd.open(size));
        send();
    }

    private void send() {
        resting = false;
        missing.set(size);
        sentAt = System.nanoTime();
        receivers.get(0).writeAndFlush(new TextWebSocketFrame(TEXT));
    }

    private void received() {
        tally.done(sentAt);
        if (missing.decrementAndGet() == 0) {
            if (stopping) {
                synchronized (turn) {
                    resting = true;
                    turn.notifyAll();
                }
            } else {
                send();
            }
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        synchronized (turn) {
            while (!resting && System.nanoTime() < deadline) {
                turn.wait(100);
            }
        }
        for (int lost = missing.get(); lost > 0; lost--) {
            tally.fault();
        }
        receivers.forEach(Channel::close);
    }

    /** Counts what comes. */
    private final class Receiver extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (frame.content().readableBytes() != TEXT.length()) {
                tally.fault();
            }
            received();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            tally.fault();
            context.close();
        }
    }
}
