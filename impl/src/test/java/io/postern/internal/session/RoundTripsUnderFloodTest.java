package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.Quiescence;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import io.postern.internal.listener.TestListener;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One peer sends the smallest messages as fast as it can, and a hundred others converse as before.
 * How long theirs take there and back is reported and not asserted: {@code -Dstress.echoes=200}
 * makes it a measurement.
 */
@Timeout(900)
class RoundTripsUnderFloodTest {

    private static final int OTHERS = 100;

    /** Of each of the others, before and during the flood. */
    private static final int ECHOES = Integer.getInteger("stress.echoes", 2);

    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Level watched = ResourceLeakDetector.getLevel();

    @ServerEndpoint("/flooded")
    public static class Flooded {

        /** The listener makes the instances. */
        private static final LongAdder RECEIVED = new LongAdder();

        @OnMessage
        void text(String message) {
            RECEIVED.increment();
        }
    }

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        String text(String message) {
            return message;
        }
    }

    /** With what the peer may send in a second: a limit keeps it for ten seconds. */
    static Stream<Arguments> floods() {
        List<Integer> rates =
                Integer.getInteger("stress.echoes") == null
                        ? List.of(SocketConfig.NO_LIMIT)
                        : List.of(SocketConfig.NO_LIMIT, 100);
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(engine -> rates.stream().map(rate -> Arguments.of(engine, rate)));
    }

    /** The leak detector takes longer for a frame than the listener does. */
    @BeforeEach
    void watch_no_leaks() {
        ResourceLeakDetector.setLevel(Level.DISABLED);
    }

    @AfterEach
    void watch_leaks_again() {
        ResourceLeakDetector.setLevel(watched);
    }

    @AfterEach
    void end_the_threads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("floods")
    void others_converse_before_a_flood_and_during_it(
            TlsProvider engine, int rate, TestReporter reporter) throws Exception {
        try (TestListener listener =
                TestListener.open(engine, c -> limited(c, rate), Flooded.class, Echo.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            List<RawClient> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(RawClient.upgraded(listener, "/echo"));
            }
            // The first are slow, whoever else is there.
            converse(others);
            RoundTrips before = converse(others);
            Flood flood = new Flood(listener);
            long begun = System.nanoTime();
            long received = Flooded.RECEIVED.sum();
            RoundTrips during = converse(others);
            reporter.publishEntry(
                    "%s, at most %d frames a second, %d in %d ms: p50 %s, p99 %s"
                            .formatted(
                                    engine,
                                    rate,
                                    Flooded.RECEIVED.sum() - received,
                                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                                    during.against(before, 50),
                                    during.against(before, 99)));
            flood.end();
            for (RawClient other : others) {
                other.close();
            }
            quiescence.awaitRestored();
        }
    }

    private static ListenerConfig limited(ListenerConfig c, int rate) {
        return new ListenerConfig(
                c.name(),
                c.socket(),
                c.negotiation(),
                c.tls(),
                c.upgrade(),
                TestConfigs.frames(rate, rate));
    }

    /** So many talk at once as there are threads, all others in turn. */
    private RoundTrips converse(List<RawClient> others) throws Exception {
        List<Future<long[]>> parts = new ArrayList<>();
        int each = others.size() / THREADS;
        for (int i = 0; i < others.size(); i += each) {
            List<RawClient> some = others.subList(i, i + each);
            parts.add(threads.submit(() -> talk(some)));
        }
        List<long[]> nanos = new ArrayList<>();
        for (Future<long[]> part : parts) {
            nanos.add(part.get());
        }
        return RoundTrips.of(nanos);
    }

    private static long[] talk(List<RawClient> clients) throws IOException {
        long[] nanos = new long[clients.size() * ECHOES];
        for (int i = 0; i < nanos.length; i++) {
            RawClient client = clients.get(i % clients.size());
            long begun = System.nanoTime();
            client.send(RawFrame.text("message " + i));
            assertThat(client.readFrame().text()).isEqualTo("message " + i);
            nanos[i] = System.nanoTime() - begun;
        }
        return nanos;
    }

    private record RoundTrips(long[] sorted) {

        static RoundTrips of(List<long[]> nanos) {
            return new RoundTrips(nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray());
        }

        private long percentile(int percent) {
            return sorted[sorted.length * percent / 100];
        }

        String against(RoundTrips before, int percent) {
            long then = before.percentile(percent);
            long now = percentile(percent);
            return "%d us before, %d us during (x %.2f)"
                    .formatted(then / 1000, now / 1000, (double) now / then);
        }
    }

    /** A client that never reads, and comes again when it has been sent away. */
    private final class Flood {

        private final byte[][] batch = new byte[1_000][];
        private final TestListener listener;
        private final CompletableFuture<Void> ended;
        private volatile RawClient client;
        private volatile boolean over;

        Flood(TestListener listener) throws IOException {
            this.listener = listener;
            Arrays.fill(batch, RawFrame.text("x").bytes());
            client = RawClient.upgraded(listener, "/flooded");
            long before = Flooded.RECEIVED.sum();
            ended = CompletableFuture.runAsync(this::send, threads);
            await().until(() -> Flooded.RECEIVED.sum() > before);
        }

        private void send() {
            while (!over) {
                try {
                    client.send(batch);
                } catch (IOException sentAway) {
                    comeAgain();
                }
            }
        }

        private void comeAgain() {
            try {
                client.close();
                client = RawClient.upgraded(listener, "/flooded");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() throws Exception {
            assertThat(ended).isNotDone();
            over = true;
            client.reset();
            // The one that it came with again, if it just did.
            ended.whenComplete((nothing, failure) -> {}).get(20, TimeUnit.SECONDS);
            client.close();
        }
    }
}
