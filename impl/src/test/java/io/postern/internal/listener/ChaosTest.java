package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.PingMode;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.SilenceLimits;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients of all kinds over a bad network, which delays, cuts and swallows: nothing is left of
 * them, and who lost nothing on the way got what it came for. A night takes some 3,000,000
 * sessions.
 */
@Timeout(86_400)
class ChaosTest {

    private static final int SESSIONS = Integer.getInteger("stress.chaos", 250);
    private static final int AT_ONCE = 40;
    private static final int ROUNDS = Math.max(2, SESSIONS / 1_000);

    /** Of the whole test, in seconds. */
    private static final long PATIENCE = 120 + SESSIONS / 10;

    /** Of the listener: longer than any delay, and so short that blackholes end within seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @RegisterExtension final RecordedLog netty = new RecordedLog("io.netty", Level.WARNING);
    @RegisterExtension final RecordedLog postern = new RecordedLog("io.postern", Level.WARNING);

    private final Ledger ledger = new Ledger();
    private long connections;
    private final Map<TestListener, ToxicProxy> listeners = new LinkedHashMap<>();

    /** Its sessions end when a blackhole has swallowed the client. */
    @ServerEndpoint("/timed")
    public static class Impatient extends StressEndpoints.Timed {
        @Override
        @OnOpen
        public void open(Session session) {
            super.open(session);
            session.setMaxIdleTimeout(DEADLINE.toMillis());
        }
    }

    @AfterEach
    void close() {
        listeners.values().forEach(ToxicProxy::close);
        listeners.keySet().parallelStream().forEach(TestListener::close);
    }

    @Test
    void nothing_is_left_of_clients_over_a_bad_network(TestReporter reporter) throws Exception {
        long seed = Long.getLong("stress.seed", ThreadLocalRandom.current().nextLong());
        for (TlsProvider engine : List.of(TlsProvider.OPENSSL, TlsProvider.JDK)) {
            TestListener listener = TestListener.open(engine, ChaosTest::change, endpoints());
            listeners.put(listener, new ToxicProxy(listener, seed));
            warm(listener);
        }
        List<Quiescence> quiescence = new ArrayList<>();
        // The first crowd fills the allocator's caches, of the listeners and of the clients.
        visit(seed, Math.min(SESSIONS, 100), reporter);
        for (TestListener listener : listeners.keySet()) {
            quiescence.add(Quiescence.of(listener));
        }
        Holdings holdings = new Holdings(AT_ONCE);
        for (int round = 0; round < ROUNDS; round++) {
            visit(seed, SESSIONS / ROUNDS, reporter);
            quiescence.forEach(Quiescence::awaitRestored);
            holdings.note();
        }
        reporter.publishEntry(holdings.toString());
        holdings.assertSteady();
        listeners.keySet().forEach(one -> Counted.from(one).awaitNothingLeft());
        assertThat(ledger.held()).as("seed %d", seed).isZero();
        assertThat(ledger.complaints()).as("seed %d", seed).isEmpty();
        assertThat(netty.lines()).as("seed %d", seed).isEmpty();
        assertThat(postern.lines()).as("seed %d", seed).isEmpty();
        listeners.values().forEach(network -> assertWasBad(network, reporter));
    }

    /** Many first clients at once, while all is still to be compiled, would miss the deadline. */
    private static void warm(TestListener listener) throws Exception {
        for (int i = 0; i < 20; i++) {
            RawClient.upgraded(listener, "/decoding").close();
        }
    }

    private void visit(long seed, int sessions, TestReporter reporter) throws Exception {
        try (Swarm clients = new Swarm(listeners, seed, sessions, AT_ONCE).from(connections)) {
            clients.run(PATIENCE);
            connections = clients.connections();
            reporter.publishEntry(
                    "seed %d: %d more sessions, with %d connections so far"
                            .formatted(seed, clients.opened(), connections));
            assertThat(clients.disappointed()).as("seed %d", seed).isEmpty();
        }
    }

    private static void assertWasBad(ToxicProxy network, TestReporter reporter) {
        reporter.publishEntry(
                "treated %s, struck %s".formatted(network.treated(), network.struck()));
        assertThat(network.treated()).allSatisfy((kind, n) -> assertThat(n.sum()).isPositive());
        assertThat(network.struck())
                .allSatisfy((kind, n) -> assertThat(n.sum() > 0).isEqualTo(kind.harmful()));
    }

    private List<DeployedEndpoint> endpoints() {
        return List.of(
                TestListener.deploy(StressEndpoints.Decoding.class, ledger),
                TestListener.deploy(Impatient.class, ledger),
                TestListener.deploy(StressEndpoints.Failing.class, ledger),
                TestListener.deploy(
                        ServerEndpointConfig.Builder.create(
                                        StressEndpoints.Programmatic.class, "/programmatic")
                                .build(),
                        ledger));
    }

    /** Room for all, with those who are swallowed, so that none is refused. */
    private static ListenerConfig change(ListenerConfig c) {
        return new ListenerConfig(
                c.name(),
                c.socket(),
                new NegotiationConfig(1000, 1000, DEADLINE, Overflow.REFUSE_NEWEST),
                c.tls(),
                With.upgradeTimeout(DEADLINE).apply(c).upgrade(),
                new SessionConfig(
                        new ReceiveLimits(
                                new MessageLimits(65_536, 65_536, 128, DEADLINE, 16),
                                c.session().receiving().rates()),
                        new SendLimits(1 << 20, DEADLINE, SendOverflow.CLOSE),
                        new SilenceLimits(PingMode.BANDWIDTH_SAVING, DEADLINE, DEADLINE),
                        new EndingConfig(
                                Duration.ofSeconds(2),
                                new DrainConfig(DEADLINE, 1001, Duration.ZERO)),
                        Dispatch.MANAGED));
    }
}
