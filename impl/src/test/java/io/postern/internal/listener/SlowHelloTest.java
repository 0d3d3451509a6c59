package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that sends its first message byte by byte does not move the deadline by that. */
@Timeout(60)
class SlowHelloTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** For a machine that is busy with other things. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private static final int MILLIS_PER_BYTE = 20;

    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end_the_thread() throws InterruptedException {
        drip.shutdownNow();
        assertThat(drip.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_byte_at_a_time(TlsProvider engine) throws Exception {
        assertCutAtTheDeadline(engine, 1, hello -> hello);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_byte_in_each_record(TlsProvider engine) throws Exception {
        assertCutAtTheDeadline(engine, 6, SlowHelloTest::inRecordsOfOneByte);
    }

    private interface Split {
        byte[] of(byte[] hello);
    }

    private void assertCutAtTheDeadline(TlsProvider engine, int piece, Split split)
            throws Exception {
        NegotiationConfig hurried = new NegotiationConfig(1, 0, TIMEOUT, Overflow.DROP_OLDEST);
        try (TestListener listener =
                TestListener.open(engine, With.negotiation(hurried), EchoEndpoint.class)) {
            Quiescence quiescence = Quiescence.of(listener);
            Counted counted = Counted.from(listener);
            byte[] hello = split.of(ClientHello.of(listener.clientTls()));
            try (PlainClient client = PlainClient.connect(listener)) {
                long begun = System.nanoTime();
                send(client, ByteBuffer.wrap(hello), piece);
                client.awaitClosed();
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(TIMEOUT.minusMillis(100), TIMEOUT.plus(LATE));
            }
            counted.awaitNothingLeft();
            assertThat(counted.refusals()).isEqualTo(Map.of(RefusalReason.TIMED_OUT_IN_TLS, 1L));
            quiescence.awaitRestored();
        }
    }

    private void send(PlainClient client, ByteBuffer bytes, int piece) {
        drip.scheduleAtFixedRate(
                () -> {
                    byte[] next = new byte[Math.min(piece, bytes.remaining())];
                    bytes.get(next);
                    try {
                        client.send(next);
                    } catch (IOException cut) {
                        throw new IllegalStateException(cut);
                    }
                },
                0,
                MILLIS_PER_BYTE,
                TimeUnit.MILLISECONDS);
    }

    /** The handshake message of the one record of {@code hello}, cut into many (RFC 8446 5.1). */
    private static byte[] inRecordsOfOneByte(byte[] hello) {
        int header = 5;
        ByteBuffer records = ByteBuffer.allocate((hello.length - header) * (header + 1));
        for (int i = header; i < hello.length; i++) {
            records.put(hello, 0, 3).putShort((short) 1).put(hello[i]);
        }
        return records.array();
    }
}
