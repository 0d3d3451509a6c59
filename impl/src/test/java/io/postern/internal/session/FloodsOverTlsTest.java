package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Peers that send small frames as fast as they can, beside one that converses. With {@code
 * -Dstress.seconds=600} they come again and again for so long.
 */
@Timeout(900)
class FloodsOverTlsTest {

    private static final int PER_SECOND = 100;

    private static final SessionConfig CONFIG = TestConfigs.frames(PER_SECOND, PER_SECOND);

    private static final Executor THREADS = task -> new Thread(task, "flood").start();

    @ServerEndpoint("/flooded")
    public static class Flooded extends Served.Endpoint {
        final AtomicInteger received = new AtomicInteger();

        @OnMessage
        void text(String message) {
            received.incrementAndGet();
        }

        @OnMessage
        void pong(PongMessage pong) {
            received.incrementAndGet();
        }
    }

    @ServerEndpoint("/echo")
    public static class Echo extends Served.Endpoint {
        @OnMessage
        String text(String message) {
            return message;
        }
    }

    @RegisterExtension
    static final Served SERVED = Served.by(CONFIG, Flooded.class, Echo.class).accounting();

    @RegisterExtension
    final RecordedLog leaks = new RecordedLog("io.netty.util.ResourceLeakDetector");

    @BothEngines
    void a_flood_is_slowed_down_then_1008_while_others_converse(TlsProvider engine)
            throws Exception {
        long seconds = Long.getLong("stress.seconds", 1);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        do {
            List<Flood> floods =
                    List.of(
                            Flood.start(engine, RawFrame.text("x")),
                            Flood.start(engine, RawFrame.of(RawFrame.PING, new byte[125])),
                            Flood.start(
                                    engine,
                                    RawFrame.text("").notFinal(),
                                    RawFrame.of(RawFrame.PONG, new byte[125]),
                                    RawFrame.continuation("")));
            converse(engine);
            for (Flood flood : floods) {
                flood.awaitRefused();
            }
        } while (System.nanoTime() < end);
        System.gc();
        converse(engine);
        assertThat(leaks.lines()).isEmpty();
    }

    /** Says fewer messages than the rate allows. */
    private static void converse(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/echo")) {
            SERVED.endpoint(Echo.class);
            for (int i = 0; i < PER_SECOND; i++) {
                client.send(RawFrame.text("message " + i));
                assertThat(client.readFrame().text()).isEqualTo("message " + i);
            }
        }
    }

    /** A client that sends the same frames again and again, and never reads. */
    private record Flood(
            RawClient client, Flooded endpoint, long begun, CompletableFuture<Void> sent) {

        static Flood start(TlsProvider engine, RawFrame... frames) throws Exception {
            RawFrame[] batch = new RawFrame[frames.length * 1_000];
            Arrays.setAll(batch, i -> frames[i % frames.length]);
            RawClient client = SERVED.connect(engine, "/flooded");
            Flooded endpoint = SERVED.endpoint(Flooded.class);
            return new Flood(
                    client,
                    endpoint,
                    System.nanoTime(),
                    CompletableFuture.runAsync(() -> send(client, batch), THREADS));
        }

        private static void send(RawClient client, RawFrame... batch) {
            try {
                while (true) {
                    client.send(batch);
                }
            } catch (IOException closed) {
                // What it was sent for.
            }
        }

        /** A second's worth at once and in each second, and a frame beyond at each pause. */
        private int most() {
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            return (int) (seconds + 2) * (PER_SECOND + 1);
        }

        void awaitRefused() throws Exception {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(endpoint.closes).hasSize(1));
            assertThat(endpoint.closes.get(0))
                    .matches("1008 more than 100 (data|control) frames a second for 10 s");
            assertThat(endpoint.received.get()).isLessThanOrEqualTo(most());
            sent.get(20, TimeUnit.SECONDS);
            client.reset();
        }
    }
}
