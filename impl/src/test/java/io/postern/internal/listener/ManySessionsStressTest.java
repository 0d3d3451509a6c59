package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.Dispatch;
import io.postern.ListenerStatistics;
import io.postern.PingMode;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.FrameRates;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.SilenceLimits;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sessions by the thousand over few ports, from clients that leave at every stage and in every way:
 * at the end nothing is left of them.
 */
@Timeout(3600)
class ManySessionsStressTest {

    /** {@code -Dstress.sessions=50000} for the full size. */
    private static final int SESSIONS = Integer.getInteger("stress.sessions", 4_000);

    private static final int AT_ONCE = 300;

    /** Of the whole test, in seconds: a busy machine with two cores does more than 20 a second. */
    private static final long PATIENCE = 120 + SESSIONS / 20;

    private static final List<TlsProvider> ENGINES =
            List.of(TlsProvider.OPENSSL, TlsProvider.JDK, TlsProvider.OPENSSL, TlsProvider.JDK);

    @RegisterExtension final RecordedLog netty = new RecordedLog("io.netty", Level.WARNING);
    @RegisterExtension final RecordedLog postern = new RecordedLog("io.postern", Level.WARNING);

    private final Ledger ledger = new Ledger();
    private final List<TestListener> listeners = new ArrayList<>();

    @Test
    void nothing_is_left_of_the_sessions() throws Exception {
        long seed = Long.getLong("stress.seed", ThreadLocalRandom.current().nextLong());
        for (TlsProvider engine : ENGINES) {
            listeners.add(TestListener.open(engine, ManySessionsStressTest::change, endpoints()));
        }
        try (Swarm clients = new Swarm(listeners, seed, SESSIONS, AT_ONCE)) {
            clients.run(PATIENCE);
            assertThat(clients.disappointed()).as("seed %d", seed).isEmpty();
            assertThat(clients.ends().values()).allSatisfy(n -> assertThat(n).hasPositiveValue());
            awaitNothingLeft(seed);
            assertThat(sum(ListenerStatistics::established))
                    .as("seed %d", seed)
                    .isBetween((long) clients.opened(), clients.connections());
        } finally {
            listeners.parallelStream().forEach(TestListener::close);
        }
        assertThat(TestListener.liveThreads()).isEmpty();
        assertEveryInstanceWasReleased(seed);
        assertThat(netty.lines()).isEmpty();
        assertThat(postern.lines()).isEmpty();
    }

    private List<DeployedEndpoint> endpoints() {
        return List.of(
                TestListener.deploy(StressEndpoints.Decoding.class, ledger),
                TestListener.deploy(StressEndpoints.Timed.class, ledger),
                TestListener.deploy(StressEndpoints.Failing.class, ledger),
                TestListener.deploy(
                        ServerEndpointConfig.Builder.create(
                                        StressEndpoints.Programmatic.class, "/programmatic")
                                .build(),
                        ledger));
    }

    /** Time and room for all, so that none is refused. */
    private static ListenerConfig change(ListenerConfig c) {
        Duration patience = Duration.ofMinutes(1);
        return new ListenerConfig(
                c.name(),
                c.socket(),
                new NegotiationConfig(32, AT_ONCE, patience, Overflow.REFUSE_NEWEST),
                c.tls(),
                With.upgradeTimeout(patience).apply(c).upgrade(),
                new SessionConfig(
                        new ReceiveLimits(
                                new MessageLimits(65_536, 65_536, 128, patience, 16),
                                new FrameRates(SocketConfig.NO_LIMIT, 100)),
                        new SendLimits(1 << 20, patience, SendOverflow.CLOSE),
                        new SilenceLimits(PingMode.OFF, patience, Duration.ZERO),
                        new EndingConfig(patience, new DrainConfig(patience, 1001, Duration.ZERO)),
                        Dispatch.MANAGED));
    }

    private void awaitNothingLeft(long seed) {
        await().alias("seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            assertThat(sum(ListenerStatistics::openConnections)).isZero();
                            assertThat(sum(ListenerStatistics::openSessions)).isZero();
                            assertThat(sum(ListenerStatistics::negotiating)).isZero();
                            assertThat(sum(ListenerStatistics::waiting)).isZero();
                            assertThat(ledger.held()).isZero();
                            for (TestListener listener : listeners) {
                                assertThat(ScheduledTasks.of(listener)).isEmpty();
                            }
                        });
        for (TestListener listener : listeners) {
            ListenerStatistics s = listener.statistics();
            long refused = s.refused().values().stream().mapToLong(n -> n).sum();
            assertThat(s.accepted()).isEqualTo(s.established() + refused);
        }
    }

    private long sum(ToLongFunction<ListenerStatistics> count) {
        return listeners.stream().map(TestListener::statistics).mapToLong(count).sum();
    }

    private void assertEveryInstanceWasReleased(long seed) {
        assertThat(ledger.complaints()).as("seed %d", seed).isEmpty();
        assertThat(ledger.held()).isZero();
        assertThat(ledger.classes())
                .containsExactlyInAnyOrder(
                        StressEndpoints.Decoding.class,
                        StressEndpoints.OrderDecoder.class,
                        StressEndpoints.OrderEncoder.class,
                        StressEndpoints.Programmatic.class,
                        StressEndpoints.Timed.class,
                        StressEndpoints.Failing.class);
    }
}
