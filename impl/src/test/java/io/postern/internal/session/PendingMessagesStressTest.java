package io.postern.internal.session;

import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
        AtomicInteger read = new AtomicInteger();
        try (Loopback loopback = new Loopback();
                Socket client = loopback.connect()) {
            Channel channel = loopback.accepted();
            PendingMessages pending = new PendingMessages(channel, new ReadGate(channel), limit);
            channel.pipeline()
                    .addLast(
                            new ChannelInboundHandlerAdapter() {
                                @Override
                                public void channelRead(ChannelHandlerContext c, Object bytes) {
                                    int count = ((io.netty.buffer.ByteBuf) bytes).readableBytes();
                                    ReferenceCountUtil.release(bytes);
                                    // Several messages for each read, handled on other threads.
                                    for (int i = 0; i < 1 + count % 5; i++) {
                                        pending.received();
                                        workers.execute(pending::handled);
                                    }
                                    read.addAndGet(count);
                                }
                            });
            channel.config()
                    .setRecvByteBufAllocator(new io.netty.channel.FixedRecvByteBufAllocator(97));
            channel.config().setAutoRead(true);
            client.getOutputStream().write(new byte[BYTES]);
            await().until(() -> read.get() == BYTES);
        }
    }
}
