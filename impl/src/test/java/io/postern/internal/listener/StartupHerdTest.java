package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that keep calling before the listener is there: all are served once it is. */
@Timeout(3600)
class StartupHerdTest {

    private static final int CLIENTS = Integer.getInteger("stress.clients", 100);
    private static final int AT_ONCE = 50;

    /** They leave the processor to the listener that is to open. */
    private static final int EARLY = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final CompletableFuture<TestListener> opened = new CompletableFuture<>();
    private final AtomicInteger calling = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void end_the_threads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void none_is_left_out(TlsProvider engine) throws Exception {
        int port = FreePorts.choose();
        for (int i = 0; i < EARLY; i++) {
            threads.execute(() -> call(port));
        }
        await().until(() -> calling.get() == EARLY);
        try (TestListener listener =
                TestListener.open(engine, With.address("127.0.0.1", port), EchoEndpoint.class)) {
            opened.complete(listener);
            for (int i = EARLY; i < CLIENTS; i++) {
                threads.execute(() -> call(port));
            }
            await().atMost(Duration.ofSeconds(60L + CLIENTS / 10))
                    .until(() -> served.get() == CLIENTS);
            Counted.from(listener).awaitNothingLeft();
            assertThat(listener.statistics().established()).isGreaterThanOrEqualTo(CLIENTS);
            Quiescence.of(listener).awaitRestored();
        }
    }

    /** Connects until somebody is there, and then until it is served. */
    private void call(int port) {
        calling.incrementAndGet();
        while (!isAnswered(port)) {
            Thread.onSpinWait();
        }
        TestListener listener = opened.join();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                RawClient.upgraded(listener, "/echo/a").close();
                served.incrementAndGet();
                return;
            } catch (IOException turnedAway) {
                // It tries again.
            }
        }
    }

    private static boolean isAnswered(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException notYet) {
            return Thread.currentThread().isInterrupted();
        }
    }
}
