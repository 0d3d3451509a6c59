package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.NamedValidator;
import io.postern.internal.tls.RawHello;
import io.postern.tls.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What too many or too large certificates cost the listener, before it has looked at any. */
@Timeout(120)
class ClientChainFloodTest {

    private static final int CLIENTS = 30;

    /** For all that one connection needs; the largest message would need sixteen times as much. */
    private static final long MOST_FOR_ONE = 1 << 20;

    /** Netty takes it in chunks of several megabytes. */
    private static final long MOST_DIRECT_GROWTH = 16 << 20;

    @TempDir private Path directory;

    /** A client that sends more than is accepted. */
    private interface Client {
        void visit(TestListener listener) throws Exception;
    }

    private enum Load {
        ONE_CERTIFICATE_OF_100_KIB,
        TWO_HUNDRED_CERTIFICATES,
        ANNOUNCED_16_MIB;

        Client client(Pki pki, String version) throws Exception {
            return switch (this) {
                case ONE_CERTIFICATE_OF_100_KIB ->
                        presenting(pki, ClientChainSizeTest.filled(pki, 100 << 10), version);
                case TWO_HUNDRED_CERTIFICATES ->
                        presenting(pki, ClientChainSizeTest.repeated(pki, 200), version);
                case ANNOUNCED_16_MIB ->
                        version.equals("TLSv1.3") ? Load::announceEncrypted : Load::announce;
            };
        }

        private static Client presenting(Pki pki, X509Bundle identity, String version)
                throws Exception {
            SSLContext tls = pki.clientTls(identity);
            return listener -> {
                try (RawClient client = RawClient.connect(listener, tls, version)) {
                    client.awaitClosed();
                } catch (IOException refused) {
                    // With TLS 1.2 before its handshake was done.
                }
            };
        }

        private static void announce(TestListener listener) throws Exception {
            try (PlainClient client = PlainClient.connect(listener)) {
                client.send(RawHello.withoutName("TLSv1.2"));
                client.send(HexFormat.of().parseHex("16030300040bffffff"));
                client.awaitClosed();
            }
        }

        private static void announceEncrypted(TestListener listener) throws Exception {
            try (ForgedTls13 client = ForgedTls13.connect(listener)) {
                client.send(HexFormat.of().parseHex("0bffffff"));
                client.awaitClosed();
            }
        }
    }

    static Stream<Arguments> loads() {
        return Stream.of(Load.values())
                .flatMap(
                        load ->
                                ClientCertificateTest.engines()
                                        .map(on -> Arguments.of(load, on.get()[0], on.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void is_bounded(Load load, TlsProvider engine, String version, TestReporter reporter)
            throws Exception {
        Pki pki = new Pki(directory);
        AtomicInteger looked = new AtomicInteger();
        Client client = load.client(pki, version);
        try (TestListener listener = open(pki, engine, looked)) {
            visit(client, listener);
            Map<Long, Long> before = Memory.allocated();
            long direct = Memory.direct();
            visit(client, listener);
            long forOne = allocatedSince(before) / CLIENTS;
            long directGrown = Memory.direct() - direct;
            reporter.publishEntry(
                    "%s, %s, %s: %d bytes for each, direct memory grew by %d"
                            .formatted(load, engine, version, forOne, directGrown));
            assertThat(looked).as("certificates that were looked at").hasValue(0);
            assertThat(listener.statistics().established()).isZero();
            assertThat(forOne).as("bytes for each").isPositive().isLessThan(MOST_FOR_ONE);
            assertThat(directGrown).as("growth of direct memory").isLessThan(MOST_DIRECT_GROWTH);
        }
    }

    private static TestListener open(Pki pki, TlsProvider engine, AtomicInteger looked)
            throws Exception {
        NamedValidator counting =
                new NamedValidator(
                        "one that counts",
                        certificate -> {
                            looked.incrementAndGet();
                            return Verdict.accept();
                        });
        return TestListener.open(
                pki.listener(
                        engine,
                        settings -> {
                            settings.validation = PathValidation.VALIDATORS;
                            return settings;
                        }),
                List.of(counting),
                EchoEndpoint.class);
    }

    private static void visit(Client client, TestListener listener) throws Exception {
        Counted counted = Counted.from(listener);
        for (int i = 0; i < CLIENTS; i++) {
            client.visit(listener);
        }
        counted.awaitNothingLeft();
        assertThat(counted.refusals().values()).containsExactly((long) CLIENTS);
    }

    private static long allocatedSince(Map<Long, Long> before) {
        Map<Long, Long> now = Memory.allocated();
        assertThat(now)
                .as("threads that have not ended")
                .containsKeys(before.keySet().toArray(Long[]::new));
        return now.values().stream().mapToLong(n -> n).sum()
                - before.values().stream().mapToLong(n -> n).sum();
    }
}
