package io.postern.benchmarks.harness;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is in use: a message at each tick of its clock, whether the reply to the one
 * before has come or not. A reply's time counts from the tick, also where the message went late.
 * All but {@link #stop} and the futures belongs to its event loop.
 */
final class LiveClient extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final String TEXT = "x".repeat(64);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

    private final Tally tally;
    private final CompletableFuture<Void> upgraded = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** When those were due whose replies are to come. */
    private final Queue<Long> due = new ArrayDeque<>();

    private @Nullable ScheduledFuture<?> clock;
    private long next;
    private boolean stopping;

    LiveClient(Tally tally) {
        this.tally = tally;
    }

    CompletableFuture<Void> upgraded() {
        return upgraded;
    }

    /** Done when the last reply has come; fails if the server closes before. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            // All connections at once would be a burst.
            long first = ThreadLocalRandom.current().nextLong(TICK);
            next = System.nanoTime() + first;
            clock =
                    context.executor()
                            .scheduleAtFixedRate(
                                    () -> tick(context), first, TICK, TimeUnit.NANOSECONDS);
            upgraded.complete(null);
        }
    }

    private void tick(ChannelHandlerContext context) {
        due.add(next);
        next += TICK;
        context.writeAndFlush(
                new TextWebSocketFrame(ByteBufUtil.writeAscii(context.alloc(), TEXT)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        @Nullable Long since = due.poll();
        if (since == null || frame.content().readableBytes() != TEXT.length()) {
            tally.fault();
        } else {
            tally.done(since);
        }
        endIfAnswered(context);
    }

    /** Sends no more, and leaves when all is answered. */
    void stop(ChannelHandlerContext context) {
        stopping = true;
        if (clock != null) {
            clock.cancel(false);
        }
        endIfAnswered(context);
    }

    private void endIfAnswered(ChannelHandlerContext context) {
        if (stopping && due.isEmpty()) {
            ended.complete(null);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IllegalStateException("the server has closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        context.close();
    }

    private void fail(Throwable cause) {
        if (clock != null) {
            clock.cancel(false);
        }
        upgraded.completeExceptionally(cause);
        ended.completeExceptionally(cause);
    }
}
