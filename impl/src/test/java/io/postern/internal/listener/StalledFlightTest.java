package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.SendLimits;
import io.postern.internal.config.SendOverflow;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.tls.RawHello;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that do not read while the listener writes, until the kernel takes no more of it: what
 * the listener cannot get rid of does not keep it from ending the connection.
 */
@Timeout(60)
class StalledFlightTest {

    /** An extension that nobody knows. */
    private static final String FILLING = "1.3.6.1.4.1.55555.1";

    /** Of the certificate: more than the kernel keeps when the least is asked of it. */
    private static final int LARGE = 256 << 10;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(1);

    /** For a machine that is busy with other things. */
    private static final Duration LATE = Duration.ofSeconds(5);

    @TempDir private Path directory;

    /** Would tell of a farewell that was waited for in vain. */
    @RegisterExtension final RecordedLog netty = new RecordedLog("io.netty", Level.WARNING);

    static Stream<Arguments> engines() {
        return ClientCertificateTest.engines();
    }

    private TestListener open(TlsProvider engine, Duration negotiation) throws Exception {
        Pki pki = new Pki(directory);
        pki.serve(large(pki));
        ListenerConfig config =
                pki.listener(
                        engine,
                        settings -> {
                            settings.mode = ClientAuth.NONE;
                            settings.trusting = false;
                            return settings;
                        });
        return TestListener.open(change(config, negotiation), List.of(), EchoEndpoint.class);
    }

    private static X509Bundle large(Pki pki) throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .addExtensionOctetString(FILLING, false, new byte[LARGE])
                .buildIssuedBy(pki.serverAuthority);
    }

    private static ListenerConfig change(ListenerConfig c, Duration negotiation) {
        return new ListenerConfig(
                c.name(),
                c.socket(),
                new NegotiationConfig(4, 4, negotiation, Overflow.DROP_OLDEST),
                c.tls(),
                c.upgrade(),
                new SessionConfig(
                        c.session().receiving(),
                        new SendLimits(4 << 20, TIMEOUT, SendOverflow.CLOSE),
                        c.session().silence(),
                        new EndingConfig(TIMEOUT, new DrainConfig(TIMEOUT, 1001, Duration.ZERO)),
                        c.session().dispatch()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void the_deadline_ends_a_handshake_whose_flight_is_stuck(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener = open(engine, TIMEOUT)) {
            Quiescence quiescence = Quiescence.of(listener);
            Counted counted = Counted.from(listener);
            long begun = System.nanoTime();
            try (Deaf client = new Deaf(listener)) {
                cramp(listener);
                client.send(RawHello.withoutName(version));
                counted.oneRefusal(RefusalReason.TIMED_OUT_IN_TLS);
                assertThat(since(begun)).isBetween(TIMEOUT.minusMillis(100), TIMEOUT.plus(LATE));
                client.assertWasStuck();
            }
            quiescence.awaitRestored();
            assertThat(netty.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void the_listener_closes_when_a_flight_is_stuck(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener = open(engine, LONG)) {
            Counted counted = Counted.from(listener);
            try (Deaf client = new Deaf(listener)) {
                cramp(listener);
                client.send(RawHello.withoutName(version));
                client.awaitFlight();
                long begun = System.nanoTime();
                listener.listener().close();
                assertThat(since(begun)).isLessThan(TIMEOUT.plus(LATE));
                assertThat(counted.refusals()).hasSize(1);
                assertThat(listener.statistics().openConnections()).isZero();
                client.assertWasStuck();
            }
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void a_session_ends_whose_farewell_is_stuck(TlsProvider engine, String version)
            throws Exception {
        try (TestListener listener =
                TestListener.open(engine, c -> change(c, LONG), StressEndpoints.Decoding.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            long begun = System.nanoTime();
            try (RawClient client = RawClient.connect(listener, version)) {
                client.send(RawClient.upgradeRequest("/decoding")).readHead();
                cramp(listener);
                client.send(RawFrame.text(StressEndpoints.LARGE));
                client.send(RawFrame.text(StressEndpoints.LEAVE));
                await().atMost(TIMEOUT.plus(LATE))
                        .until(() -> listener.statistics().openConnections() == 0);
                assertThat(since(begun)).isGreaterThan(TIMEOUT.minusMillis(100));
            }
            quiescence.awaitRestored();
            assertThat(netty.lines()).isEmpty();
        }
    }

    /** Has the listener's side of the one connection take the least that the kernel allows. */
    private static void cramp(TestListener listener) throws Exception {
        await().until(() -> ListenerParts.connections(listener).size() == 1);
        for (Channel accepted : ListenerParts.connections(listener)) {
            accepted.config().setOption(ChannelOption.SO_SNDBUF, 1);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Reads nothing before it is asked to. */
    private static final class Deaf implements AutoCloseable {

        private final Socket socket = new Socket();

        Deaf(TestListener listener) throws IOException {
            socket.setReceiveBufferSize(1);
            socket.setSoTimeout((int) LATE.toMillis());
            socket.connect(new InetSocketAddress("127.0.0.1", listener.port()));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void awaitFlight() {
            await().until(() -> socket.getInputStream().available() > 0);
        }

        /** Reads what the kernel had taken, which is not all. */
        void assertWasStuck() throws IOException {
            long read = 0;
            try {
                byte[] bytes = new byte[1 << 20];
                for (int n; (n = socket.getInputStream().read(bytes)) >= 0; ) {
                    read += n;
                }
            } catch (SocketException reset) {
                // It has ended as well.
            }
            assertThat(read).isBetween(1L, LARGE - 1L);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
