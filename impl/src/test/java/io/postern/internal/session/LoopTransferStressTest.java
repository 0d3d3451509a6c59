package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Closes connections at every moment of their move. */
class LoopTransferStressTest {

    private static final int ROUNDS = 2_000;

    /** A handler that holds something, as the TLS engine does: it must be removed. */
    private static final class Holder extends ChannelInboundHandlerAdapter {

        final CountDownLatch removed = new CountDownLatch(1);

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            removed.countDown();
        }
    }

    private final Random random = new Random(42);
    private final ExecutorService closer = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        closer.shutdownNow();
    }

    @Test
    void no_handler_is_left_wherever_the_connection_ends() throws Exception {
        try (Loopback loopback = new Loopback()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Socket client = loopback.connect()) {
                    Holder holder = new Holder();
                    Channel channel = loopback.accepted();
                    channel.pipeline().addLast(holder);
                    move(loopback, channel, random.nextInt(50_000));
                    closeSoon(channel, random.nextInt(100_000));
                    assertThat(holder.removed.await(10, TimeUnit.SECONDS))
                            .as("round %d: the handler was removed", round)
                            .isTrue();
                    assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(client.getInputStream().read()).isNegative();
                }
            }
        }
    }

    /** Moves it while the loop it leaves is busy for a while, as it is in a storm. */
    private static void move(Loopback loopback, Channel channel, int nanos) {
        channel.eventLoop()
                .execute(
                        () -> {
                            LoopTransfer.move(
                                    channel,
                                    loopback.anotherLoop(channel),
                                    () -> channel.config().setAutoRead(true));
                            spin(nanos);
                        });
    }

    private void closeSoon(Channel channel, int nanos) {
        closer.execute(
                () -> {
                    spin(nanos);
                    channel.close();
                });
    }

    private static void spin(int nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
