package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** J-31, J-32: with batching a send is done when it is queued. */
@Timeout(20)
class RemoteBatchingTest {

    private final HeldWrites peer = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(peer);
    private final BasicRemote remote =
            new BasicRemote(
                    Outbounds.of(
                            new SendQueue(
                                    channel,
                                    new SendLimits(
                                            100, Duration.ofSeconds(10), SendOverflow.CLOSE)),
                            channel));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void batchOfThree() throws IOException {
        remote.setBatchingAllowed(true);
        remote.sendText("one");
        remote.sendBinary(ByteBuffer.allocate(1));
        remote.sendText("part", false);
        remote.sendText("end", true);
        assertThat(peer.written).isEmpty();
    }

    @FunctionalInterface
    private interface Waiting {
        void run() throws IOException;
    }

    /** Runs {@code waiting} elsewhere; it returns when the peer has taken all, and not before. */
    private void assertWaits(Waiting waiting) throws Exception {
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                waiting.run();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        channel.runPendingTasks();
        assertThat(peer.written).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(done).isNotDone();
            peer.take();
        }
        done.get(10, TimeUnit.SECONDS);
    }

    @Test
    void flushing_waits_for_all_that_was_sent() throws Exception {
        batchOfThree();
        assertThat(remote.getBatchingAllowed()).isTrue();
        assertWaits(remote::flushBatch);
    }

    @Test
    void forbidding_it_again_flushes() throws Exception {
        batchOfThree();
        assertWaits(() -> remote.setBatchingAllowed(false));
        assertThat(remote.getBatchingAllowed()).isFalse();
    }

    @Test
    void flushing_nothing_returns_at_once() throws IOException {
        assertThat(remote.getBatchingAllowed()).isFalse();
        remote.flushBatch();
        remote.setBatchingAllowed(true);
        remote.flushBatch();
        remote.setBatchingAllowed(false);
    }

    @Test
    void a_batch_grows_to_the_send_buffer_limit_and_no_further() throws Exception {
        remote.setBatchingAllowed(true);
        remote.sendBinary(ByteBuffer.allocate(80));
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                remote.sendBinary(ByteBuffer.allocate(80));
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        channel.runPendingTasks();
        assertThat(second).isNotDone();
        peer.take();
        second.get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_a_batch_lost_is_told_when_it_is_flushed() throws Exception {
        batchOfThree();
        channel.close();
        channel.runPendingTasks();
        assertThatThrownBy(remote::flushBatch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the session is closed");
    }
}
