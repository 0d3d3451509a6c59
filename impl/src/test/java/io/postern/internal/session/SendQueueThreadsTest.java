package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendQueueThreadsTest {

    private static final SendLimits LIMITS =
            new SendLimits(100, Duration.ofSeconds(20), SendOverflow.CLOSE);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static WebSocketFrame frame(int size) {
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[size]));
    }

    /** Starts {@code awaitRoom} on another thread and returns when it waits there. */
    private Future<Boolean> waitingSender(SendQueue queue) {
        return waitingSender(queue, 50);
    }

    private Future<Boolean> waitingSender(SendQueue queue, int size) {
        AtomicReference<Thread> sender = new AtomicReference<>();
        Future<Boolean> result =
                threads.submit(
                        () -> {
                            sender.set(Thread.currentThread());
                            return queue.awaitRoom(size);
                        });
        await().until(
                        () ->
                                sender.get() != null
                                        && sender.get().getState() == Thread.State.TIMED_WAITING);
        return result;
    }

    @Test
    void a_waiting_sender_goes_on_when_bytes_were_taken() throws Exception {
        HeldWrites peer = new HeldWrites();
        EmbeddedChannel channel = new EmbeddedChannel(peer);
        SendQueue queue = new SendQueue(channel, LIMITS);
        queue.offer(frame(80));
        channel.runPendingTasks();
        Future<Boolean> sender = waitingSender(queue);
        peer.take();
        assertThat(sender.get(10, TimeUnit.SECONDS)).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_small_message_does_not_pass_by_a_large_one_that_waits() throws Exception {
        HeldWrites peer = new HeldWrites();
        EmbeddedChannel channel = new EmbeddedChannel(peer);
        SendQueue queue = new SendQueue(channel, LIMITS);
        queue.offer(frame(80));
        channel.runPendingTasks();
        Future<Boolean> large = waitingSender(queue, 100);
        Future<Boolean> small = waitingSender(queue, 1);
        // there is room for it all the same
        assertThat(fits(queue, 1)).isTrue();
        assertThat(small).isNotDone();
        peer.take();
        assertThat(large.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(small).isNotDone();
        queue.giveBack(100);
        assertThat(small.get(10, TimeUnit.SECONDS)).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_waiting_sender_is_told_when_the_connection_ends() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        SendQueue queue = new SendQueue(channel, LIMITS);
        // Never run, so its bytes stay unsent even when the channel is closed.
        CompletableFuture.runAsync(() -> queue.offer(frame(80)), threads).get();
        Future<Boolean> sender = waitingSender(queue);
        channel.unsafe().closeForcibly();
        channel.close();
        try {
            // Either the room that the failed write leaves or the end of the channel wakes it.
            assertThat(sender.get(10, TimeUnit.SECONDS)).isTrue();
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void a_sender_waits_no_longer_than_the_send_time_out() throws Exception {
        HeldWrites peer = new HeldWrites();
        EmbeddedChannel channel = new EmbeddedChannel(peer);
        SendQueue queue =
                new SendQueue(
                        channel, new SendLimits(100, Duration.ofMillis(20), SendOverflow.CLOSE));
        queue.offer(frame(80));
        channel.runPendingTasks();
        assertThat(queue.awaitRoom(50)).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void frames_offered_when_the_event_loop_has_ended_fail_and_are_released() throws Exception {
        Loopback loopback = new Loopback();
        try (Socket client = loopback.connect()) {
            assertThat(client.isConnected()).isTrue();
            SendQueue queue = new SendQueue(loopback.accepted(), LIMITS);
            loopback.close();
            for (int i = 0; i < 3; i++) {
                WebSocketFrame frame = frame(80);
                CompletableFuture<?> written = queue.offer(frame);
                assertThatThrownBy(() -> written.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(ClosedChannelException.class);
                assertThat(frame.refCnt()).isZero();
                assertThat(fits(queue, 100)).isTrue();
            }
        }
    }

    /** Turns frames into their bytes, as the frame encoder would into more. */
    private static final class Payloads extends io.netty.channel.ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            ByteBuf payload = ((WebSocketFrame) message).content();
            context.write(payload, written);
        }
    }

    @Test
    void many_senders_lose_nothing_and_each_keeps_its_order() throws Exception {
        int senders = 4;
        int each = 5_000;
        try (Loopback loopback =
                        new Loopback(channel -> channel.pipeline().addLast(new Payloads()));
                Socket client = loopback.connect()) {
            Channel channel = loopback.accepted();
            SendQueue queue = new SendQueue(channel, TestConfigs.SENDING);
            List<Future<?>> running = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                int sender = s;
                running.add(threads.submit(() -> sendAll(queue, sender, each)));
            }
            byte[] received = client.getInputStream().readNBytes(senders * each * 3);
            int[] next = new int[senders];
            for (int i = 0; i < received.length; i += 3) {
                int number = (received[i + 1] & 0xFF) << 8 | received[i + 2] & 0xFF;
                assertThat(number).isEqualTo(next[received[i]]++);
            }
            for (Future<?> sender : running) {
                sender.get(10, TimeUnit.SECONDS);
            }
            assertThat(fits(queue, 1 << 20)).isTrue();
        }
    }

    @Test
    void however_many_threads_send_no_more_than_the_limit_waits() throws Exception {
        HeldWrites peer = new HeldWrites();
        EmbeddedChannel channel = new EmbeddedChannel(peer);
        SendQueue queue =
                new SendQueue(
                        channel,
                        new SendLimits(10_000, Duration.ofSeconds(20), SendOverflow.FAIL_SEND));
        assertThat(queue.reserve(0)).isTrue();
        int header = 10;
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<Integer>> running = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            running.add(
                    threads.submit(
                            () -> {
                                together.await();
                                int reserved = 0;
                                for (int i = 0; i < 1_000; i++) {
                                    reserved += queue.reserve(40) ? 1 : 0;
                                }
                                return reserved;
                            }));
        }
        int all = 0;
        for (Future<Integer> sender : running) {
            all += sender.get(10, TimeUnit.SECONDS);
        }
        assertThat(header + all * (40 + header)).isBetween(10_000 - 50, 10_000 + header);
        channel.finishAndReleaseAll();
    }

    private static Void sendAll(SendQueue queue, int sender, int count) throws Exception {
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < count; i++) {
            assertThat(queue.awaitRoom(3)).isTrue();
            byte[] payload = {(byte) sender, (byte) (i >> 8), (byte) i};
            last = queue.offerReserved(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));
        }
        last.get(10, TimeUnit.SECONDS);
        return null;
    }

    private static boolean fits(SendQueue queue, int size) {
        boolean reserved = queue.reserve(size);
        if (reserved) {
            queue.giveBack(size);
        }
        return reserved;
    }
}
