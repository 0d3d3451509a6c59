package io.postern.internal.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.postern.internal.listener.Toxic.Kind;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a {@link ToxicProxy}. It hands on bytes, ends and resets, one read at a
 * time in each direction, as its toxic lets it. Belongs to one event loop.
 */
final class ToxicLink {

    private static final int LARGEST_SLICE = 7;

    private final Toxic toxic;
    private final DuplexChannel client;
    private final DuplexChannel server;
    private final LongAdder struck;
    private final Direction up;
    private final Direction down;

    ToxicLink(Toxic toxic, DuplexChannel client, DuplexChannel server, LongAdder struck) {
        this.toxic = toxic;
        this.client = client;
        this.server = server;
        this.struck = struck;
        this.up = new Direction(client, server);
        this.down = new Direction(server, client);
    }

    /** Both channels are connected, and nothing has been read of them. */
    void begin() {
        client.pipeline().addLast(up);
        server.pipeline().addLast(down);
        client.read();
        server.read();
    }

    private void close() {
        client.close();
        server.close();
    }

    private void reset() {
        for (DuplexChannel channel : new DuplexChannel[] {client, server}) {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.close();
            }
        }
    }

    private final class Direction extends ChannelInboundHandlerAdapter {

        private final DuplexChannel from;
        private final DuplexChannel to;
        private @Nullable ByteBuf held;
        private int passed;
        private boolean swallowing;
        private boolean ended;
        private boolean hungUp;

        Direction(DuplexChannel from, DuplexChannel to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (swallowing) {
                bytes.release();
                from.read();
            } else if (toxic.counts(this == up) && bytes.readableBytes() > toxic.after() - passed) {
                ByteBuf last = bytes.readRetainedSlice(toxic.after() - passed);
                bytes.release();
                to.writeAndFlush(last).addListener(written -> strike());
            } else {
                passed += bytes.readableBytes();
                hold(bytes);
            }
        }

        private void hold(ByteBuf bytes) {
            held = bytes;
            switch (toxic.kind()) {
                case LATENCY -> {
                    int jitter = ThreadLocalRandom.current().nextInt(toxic.pace());
                    later(toxic.pace() / 2 + jitter, this::handOn);
                }
                case SLICER -> slice();
                // A KiB a second is about a byte a millisecond.
                case BANDWIDTH -> later(bytes.readableBytes() / toxic.pace(), this::handOn);
                default -> handOn();
            }
        }

        private void later(long millis, Runnable action) {
            from.eventLoop().schedule(action, millis, TimeUnit.MILLISECONDS);
        }

        private void handOn() {
            ByteBuf bytes = held;
            held = null;
            if (bytes != null) {
                to.writeAndFlush(bytes).addListener((ChannelFuture done) -> written(done));
            }
        }

        private void slice() {
            ByteBuf bytes = held;
            if (bytes == null) {
                return;
            }
            int size = ThreadLocalRandom.current().nextInt(1, LARGEST_SLICE + 1);
            if (bytes.readableBytes() <= size) {
                handOn();
            } else {
                to.writeAndFlush(bytes.readRetainedSlice(size))
                        // Not at once, which would be a recursion without end.
                        .addListener(written -> from.eventLoop().execute(this::slice));
            }
        }

        private void written(ChannelFuture done) {
            if (done.isSuccess()) {
                from.read();
            } else if (up.isBlackhole()) {
                // The client is gone; the listener is not to learn it.
                swallowing = true;
                from.read();
            } else {
                reset();
            }
        }

        private boolean isBlackhole() {
            return swallowing && toxic.kind() == Kind.BLACKHOLE;
        }

        private void strike() {
            struck.increment();
            swallowing = true;
            switch (toxic.kind()) {
                case LIMIT_DATA -> close();
                case RESET_PEER -> reset();
                case HALF_CLOSE -> {
                    to.shutdownOutput();
                    from.read();
                }
                default -> from.read();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                end();
            }
        }

        private void end() {
            if (ended) {
                return;
            }
            ended = true;
            if (toxic.kind() == Kind.SLOW_CLOSE) {
                later(10L * toxic.pace(), this::hangUp);
            } else {
                hangUp();
            }
        }

        /** A client behind a blackhole is told of the end: it is not the one under test. */
        private void hangUp() {
            hungUp = true;
            if (up.hungUp && down.hungUp) {
                close();
            } else if (!up.isBlackhole() || this == down) {
                to.shutdownOutput();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            if (isBlackhole() && this == up) {
                end();
            } else {
                reset();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ByteBuf bytes = held;
            held = null;
            if (bytes != null) {
                bytes.release();
            }
            end();
        }
    }
}
