package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTransferTest {

    /** Keeps what it reads and notes on which threads, and whether it was removed. */
    private static final class Reader extends ChannelInboundHandlerAdapter {

        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final CountDownLatch removed = new CountDownLatch(1);
        volatile boolean inactive;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            byte[] part = new byte[read.readableBytes()];
            read.readBytes(part).release();
            threads.add(Thread.currentThread());
            synchronized (bytes) {
                bytes.writeBytes(part);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            inactive = true;
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            removed.countDown();
        }

        int count() {
            synchronized (bytes) {
                return bytes.size();
            }
        }
    }

    private final Reader reader = new Reader();
    private final CountDownLatch lost = new CountDownLatch(1);
    private Loopback loopback;
    private Socket client;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        loopback = new Loopback(accepted -> accepted.pipeline().addLast(reader));
        client = loopback.connect();
        channel = loopback.accepted();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        loopback.close();
    }

    private void move(EventLoop target, Runnable arrived) {
        channel.eventLoop()
                .execute(
                        () -> {
                            channel.config().setAutoRead(false);
                            LoopTransfer.move(channel, target, arrived);
                        });
    }

    @Test
    void bytes_from_before_during_and_after_the_move_arrive_in_order() throws Exception {
        EventLoop target = loopback.anotherLoop(channel);
        byte[] sent = new byte[300_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i % 251);
        }
        channel.config().setAutoRead(true);
        Thread sender = new Thread(() -> write(sent), "sender");
        sender.start();
        await().until(() -> reader.count() > 0);
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicBoolean onTarget = new AtomicBoolean();
        move(
                target,
                () -> {
                    onTarget.set(target.inEventLoop() && channel.eventLoop() == target);
                    reader.threads.clear();
                    channel.config().setAutoRead(true);
                    arrived.countDown();
                });
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(onTarget).isTrue();
        await().until(() -> reader.count() == sent.length);
        assertThat(reader.bytes.toByteArray()).isEqualTo(sent);
        assertThat(reader.threads).hasSizeLessThanOrEqualTo(1);
        sender.join();
    }

    private void write(byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_move_to_the_same_loop_is_one_too() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        move(channel.eventLoop(), arrived::countDown);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(channel.isRegistered()).isTrue();
    }

    @Test
    void a_channel_that_was_closed_before_is_torn_down_and_does_not_arrive() throws Exception {
        AtomicBoolean arrived = new AtomicBoolean();
        EventLoop target = loopback.anotherLoop(channel);
        channel.close().sync();
        move(target, () -> arrived.set(true));
        await().until(() -> channel.eventLoop() == target);
        target.submit(() -> {}).sync();
        assertThat(arrived).isFalse();
        assertThat(reader.removed.getCount()).isZero();
    }

    @Test
    void a_loop_that_has_ended_takes_no_channel_and_leaves_none_behind() throws Exception {
        AtomicBoolean arrived = new AtomicBoolean();
        EventLoopGroup ended = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        move(ended.next(), () -> arrived.set(true));
        assertThat(reader.removed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(arrived).isFalse();
    }

    @Test
    void a_channel_that_is_closed_between_two_loops_is_torn_down() throws Exception {
        AtomicBoolean arrived = new AtomicBoolean();
        EventLoop target = loopback.anotherLoop(channel);
        target.execute(() -> awaitQuietly(lost));
        channel.eventLoop()
                .execute(
                        () -> {
                            LoopTransfer.move(channel, target, () -> arrived.set(true));
                            channel.eventLoop().execute(() -> loseSocket());
                        });
        assertThat(reader.removed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.inactive).isTrue();
        assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(arrived).isFalse();
    }

    /** Runs when the channel has left its loop. */
    private void loseSocket() {
        assertThat(channel.isRegistered()).isFalse();
        channel.unsafe().closeForcibly();
        lost.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
