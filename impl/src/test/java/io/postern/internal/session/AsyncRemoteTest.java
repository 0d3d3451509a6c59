package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import jakarta.websocket.EncodeException;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncRemoteTest {

    private final HeldWrites peer = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(peer);
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<SendResult> results = new ArrayList<>();
    private final AsyncRemote remote = remote(SendOverflow.CLOSE);

    private AsyncRemote remote(SendOverflow overflow) {
        SendQueue queue =
                new SendQueue(channel, new SendLimits(1_000, Duration.ofSeconds(20), overflow));
        Session session =
                (Session)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Session.class},
                                (proxy, method, arguments) -> null);
        return new AsyncRemote(Outbounds.of(queue, channel), session, workers::add, 0);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void a_future_is_done_when_the_peer_has_taken_the_message() throws Exception {
        Future<Void> sent = remote.sendText("hello");
        channel.runPendingTasks();
        assertThat(sent.isDone()).isFalse();
        peer.take();
        assertThat(sent.get(0, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void a_handler_is_told_on_a_worker_never_where_frames_are_written() {
        remote.sendBinary(ByteBuffer.allocate(3), results::add);
        channel.runPendingTasks();
        peer.take();
        assertThat(results).isEmpty();
        workers.remove().run();
        assertThat(results).singleElement().satisfies(r -> assertThat(r.isOK()).isTrue());
    }

    @Test
    void beyond_the_limit_the_peer_is_cut_and_the_send_fails() {
        remote.sendText("x".repeat(990));
        assertThat(channel.isOpen()).isTrue();
        remote.sendText("one more", results::add);
        assertThat(channel.isOpen()).isFalse();
        workers.remove().run();
        assertThat(results)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.isOK()).isFalse();
                            assertThat(result.getException())
                                    .isInstanceOf(IOException.class)
                                    .hasMessageContaining("wss.send-buffer-limit");
                        });
    }

    @Test
    void where_sends_fail_the_peer_is_kept_and_what_fits_again_is_sent() throws Exception {
        AsyncRemote keeping = remote(SendOverflow.FAIL_SEND);
        Future<Void> first = keeping.sendText("x".repeat(990));
        keeping.sendText("one more", results::add);
        workers.remove().run();
        assertThat(results.get(0).getException())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no room for 8 bytes")
                .hasMessageContaining("wss.send-buffer-limit=1000")
                .hasMessageContaining("the session stays open");
        assertThatThrownBy(() -> keeping.sendPing(ByteBuffer.allocate(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this was not sent");
        assertThat(channel.isOpen()).isTrue();

        channel.runPendingTasks();
        peer.take();
        first.get(0, TimeUnit.SECONDS);
        keeping.sendText("one more", results::add);
        channel.runPendingTasks();
        peer.take();
        workers.remove().run();
        assertThat(results.get(1).isOK()).isTrue();
    }

    @Test
    void pings_that_nobody_reads_are_bounded_too() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                remote.sendPing(ByteBuffer.allocate(100));
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wss.send-buffer-limit=1000");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_send_time_out_of_the_application_fails_the_send() {
        channel.freezeTime();
        remote.setSendTimeout(500);
        remote.sendText("hello", results::add);
        channel.runPendingTasks();
        channel.advanceTimeBy(500, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        workers.remove().run();
        assertThat(results)
                .singleElement()
                .satisfies(r -> assertThat(r.getException()).hasMessageContaining("500 ms"));
    }

    @Test
    void an_object_without_an_encoder_fails_the_send_and_harms_nothing() {
        remote.sendObject(Duration.ZERO, results::add);
        workers.remove().run();
        assertThat(results.get(0).getException()).isInstanceOf(EncodeException.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void without_a_handler_nothing_is_sent() {
        assertThatThrownBy(() -> remote.sendText("hello", (SendHandler) null))
                .isInstanceOf(IllegalArgumentException.class);
        channel.runPendingTasks();
        assertThat(peer.written).isEmpty();
    }

    @Test
    void the_caller_may_use_its_buffer_again_at_once() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1});
        remote.sendBinary(data);
        data.put(0, (byte) 9);
        channel.runPendingTasks();
        assertThat(peer.written)
                .singleElement()
                .isInstanceOfSatisfying(
                        io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame.class,
                        frame -> assertThat(frame.content().getByte(0)).isEqualTo((byte) 1));
    }
}
