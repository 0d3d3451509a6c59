package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fast peer and an endpoint that takes its messages one by one: the peer has to wait, memory does
 * not grow, and nothing is lost. {@code -Dstress.messages} says how many there are.
 */
@Timeout(900)
class SlowEndpointOverTlsTest {

    private static final int COUNT = Integer.getInteger("stress.messages", 400);
    private static final int PARTS = 4;
    private static final String PART = "x".repeat(16_000);

    /** What may be on the way between the two: socket buffers, one read, the pending messages. */
    private static final int ON_THE_WAY = COUNT * 3 / 4;

    private static final Executor THREADS = task -> new Thread(task, "fast-peer").start();

    @ServerEndpoint("/slow")
    public static class Slow extends Served.Endpoint {
        final Semaphore turns = new Semaphore(0);
        final AtomicInteger taken = new AtomicInteger();

        @OnMessage
        void text(String message) throws InterruptedException {
            if (turns.tryAcquire(60, TimeUnit.SECONDS)) {
                int number = taken.getAndIncrement();
                if (!message.endsWith(" " + number)) {
                    messages.add("no. " + number + " is " + message.substring(PART.length()));
                }
            }
        }
    }

    @RegisterExtension static final Served SERVED = Served.by(Slow.class).accounting();

    private final AtomicInteger sent = new AtomicInteger();

    @BothEngines
    void the_peer_waits_memory_does_not_grow_and_all_arrive_in_order(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/slow")) {
            Slow endpoint = SERVED.endpoint(Slow.class);
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> send(client), THREADS);
            awaitStanding();
            assertThat(sent.get()).isLessThan(ON_THE_WAY);
            assertThat(PlatformDependent.usedDirectMemory()).isLessThan(64L << 20);
            for (int turn = 0; turn < COUNT; turn++) {
                endpoint.turns.release();
                int before = turn;
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> endpoint.taken.get() > before);
            }
            sending.get(10, TimeUnit.SECONDS);
            assertThat(endpoint.messages).isEmpty();
        }
    }

    /** Until the peer has sent nothing for a while. */
    private void awaitStanding() {
        AtomicInteger last = new AtomicInteger(-1);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> sent.get() == last.getAndSet(sent.get()) && sent.get() > 0);
    }

    /** Each message in several frames, and more than the endpoint's limit for none of them. */
    private void send(RawClient client) {
        try {
            for (int i = 0; i < COUNT; i++) {
                RawFrame[] frames = new RawFrame[PARTS];
                frames[0] = RawFrame.text(PART).notFinal();
                for (int part = 1; part < PARTS - 1; part++) {
                    frames[part] = RawFrame.continuation(PART).notFinal();
                }
                frames[PARTS - 1] = RawFrame.continuation(" " + i);
                client.send(frames);
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
