package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Draining blocks its caller, so the sessions live on real event loops. */
class DrainTest {

    @ServerEndpoint("/")
    public static class Quiet extends Noting {
        @OnMessage
        void text(String message) {}
    }

    @ServerEndpoint("/")
    public static class SlowToClose extends Noting {
        final CountDownLatch mayClose = new CountDownLatch(1);

        @Override
        @jakarta.websocket.OnClose
        public void closed(jakarta.websocket.CloseReason reason) {
            try {
                mayClose.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.closed(reason);
        }
    }

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Sessions sessions =
            new Sessions(
                    "default",
                    TestConfigs.DEFAULT,
                    Containers.of(TestConfigs.DEFAULT),
                    workers::execute,
                    CallbackContext.PLAIN);
    private Loopback loopback;

    @BeforeEach
    void open() throws InterruptedException {
        loopback = new Loopback();
    }

    @AfterEach
    void close() throws InterruptedException {
        loopback.close();
        workers.shutdownNow();
    }

    private Socket session(Noting endpoint) throws Exception {
        Socket client = loopback.connect();
        Channel channel = loopback.accepted();
        start(channel, endpoint);
        await().until(() -> endpoint.session != null);
        return client;
    }

    private void start(Channel channel, Noting endpoint) throws Exception {
        DeployedEndpoint deployed = Conversation.deployed(endpoint);
        channel.eventLoop()
                .submit(
                        () ->
                                sessions.start(
                                        channel,
                                        deployed,
                                        Handshakes.of(deployed),
                                        () -> channel.config().setAutoRead(true)))
                .get();
    }

    private CompletableFuture<Void> drain(Duration timeout) {
        return drain(within(timeout));
    }

    private CompletableFuture<Void> drain(DrainConfig config) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        sessions.drain(config);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                workers);
    }

    private static DrainConfig within(Duration timeout) {
        return new DrainConfig(timeout, 1001, Duration.ZERO);
    }

    private static RawFrame read(Socket client) throws IOException {
        return RawFrame.read(new DataInputStream(client.getInputStream()));
    }

    @Test
    void every_session_is_told_1001_and_waited_for_until_on_close_has_returned() throws Exception {
        SlowToClose endpoint = new SlowToClose();
        try (Socket client = session(endpoint)) {
            CompletableFuture<Void> drained = drain(Duration.ofSeconds(20));
            RawFrame close = read(client);
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("the server is stopping");
            client.getOutputStream().write(RawFrame.close(1001, "").bytes());
            await().until(() -> !endpoint.session.isOpen());
            assertThat(drained).isNotDone();
            endpoint.mayClose.countDown();
            assertThat(client.getInputStream().read()).isNegative();
            drained.get(10, TimeUnit.SECONDS);
        }
        assertThat(endpoint.closes).containsExactly("1006 the server is stopping");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void sessions_are_told_one_after_another_with_the_configured_code() throws Exception {
        int count = 20;
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(session(new Quiet()));
        }
        Duration jitter = Duration.ofMillis(200);
        CompletableFuture<Void> drained =
                drain(new DrainConfig(Duration.ofSeconds(20), 1012, jitter));
        for (Socket client : clients) {
            try (client) {
                assertThat(read(client).closeCode()).isEqualTo(1012);
                client.getOutputStream().write(RawFrame.close(1012, "").bytes());
            }
        }
        drained.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_peer_that_does_not_answer_is_cut_after_the_time_out() throws Exception {
        Quiet endpoint = new Quiet();
        try (Socket client = session(endpoint)) {
            sessions.drain(within(Duration.ofMillis(50)));
            assertThat(read(client).closeCode()).isEqualTo(1001);
            assertThat(client.getInputStream().read()).isNegative();
        }
        assertThat(endpoint.closes).containsExactly("1006 the server is stopping");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void an_endpoint_that_never_returns_does_not_keep_the_drain() throws Exception {
        SlowToClose endpoint = new SlowToClose();
        try (Socket client = session(endpoint)) {
            sessions.drain(within(Duration.ofMillis(50)));
            assertThat(sessions.size()).isOne();
            endpoint.mayClose.countDown();
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void a_session_that_starts_while_draining_is_closed_at_once_and_waited_for() throws Exception {
        SlowToClose first = new SlowToClose();
        Quiet second = new Quiet();
        try (Socket client = session(first);
                Socket late = loopback.connect()) {
            CompletableFuture<Void> drained = drain(Duration.ofSeconds(20));
            assertThat(read(client).closeCode()).isEqualTo(1001);
            start(loopback.accepted(), second);
            assertThat(read(late).closeCode()).isEqualTo(1001);
            client.getOutputStream().write(RawFrame.close(1001, "").bytes());
            first.mayClose.countDown();
            await().until(() -> sessions.size() == 1);
            assertThat(drained).isNotDone();
            late.getOutputStream().write(RawFrame.close(1001, "").bytes());
            drained.get(10, TimeUnit.SECONDS);
        }
        assertThat(second.closes).containsExactly("1006 the server is stopping");
    }

    @Test
    void without_sessions_there_is_nothing_to_wait_for() throws Exception {
        sessions.drain(within(Duration.ofDays(1)));
    }
}
