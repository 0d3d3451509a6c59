package io.postern.internal.session;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection must never stay paused with nothing pending: it would be silent for ever. */
class PendingMessagesStressTest {

    private static final int BYTES = 400_000;

    private final ExecutorService workers = Executors.newFixedThreadPool(3);

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void reading_always_goes_on(int limit) throws Exception {
        AtomicInteger bytesRead = new AtomicInteger();
        AtomicInteger framesRead = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        try (Loopback loopback = new Loopback();
                Socket client = loopback.connect()) {
            Channel channel = loopback.accepted();
            PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), limit);
            Runnable handle =
                    () -> {
                        handled.incrementAndGet();
                        pending.handled();
                    };
            channel.pipeline()
                    .addLast(new SeveralFrames(bytesRead, framesRead))
                    .addLast(new HeldFrames(pending::hasRoom))
                    .addLast(
                            new ChannelInboundHandlerAdapter() {
                                @Override
                                public void channelRead(ChannelHandlerContext c, Object frame) {
                                    pending.received();
                                    workers.execute(handle);
                                }
                            });
            channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(97));
            channel.config().setAutoRead(true);
            client.getOutputStream().write(new byte[BYTES]);
            await().until(() -> bytesRead.get() == BYTES && handled.get() == framesRead.get());
        }
    }

    /** Makes one to five frames of each read. */
    private static final class SeveralFrames extends ChannelInboundHandlerAdapter {

        private final AtomicInteger bytesRead;
        private final AtomicInteger framesRead;

        SeveralFrames(AtomicInteger bytesRead, AtomicInteger framesRead) {
            this.bytesRead = bytesRead;
            this.framesRead = framesRead;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            int count = ((ByteBuf) bytes).readableBytes();
            ReferenceCountUtil.release(bytes);
            int frames = 1 + count % 5;
            framesRead.addAndGet(frames);
            bytesRead.addAndGet(count);
            for (int i = 0; i < frames; i++) {
                context.fireChannelRead("frame");
            }
        }
    }
}
