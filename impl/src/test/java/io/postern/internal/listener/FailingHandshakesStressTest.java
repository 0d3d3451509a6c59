package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.RawHello;
import java.io.IOException;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handshakes that fail, one after the other: how much of a disk they can fill. */
@Timeout(7200)
class FailingHandshakesStressTest {

    private static final int FAILURES = Integer.getInteger("stress.failures", 4_000);

    /** So that no address runs out of ports. */
    private static final int ADDRESSES = 200;

    /** Of one window, with the line of its sums. */
    private static final int LINES = RefusalLog.LINES + 1;

    private static final int MOST_IN_A_LINE = 500;

    /** Counts what is logged instead of writing it. */
    private static final class Volume extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger("io.postern");
        private final Level before = logger.getLevel();
        private final LongAdder lines = new LongAdder();
        private final LongAdder characters = new LongAdder();
        private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

        Volume(Level from) {
            logger.setLevel(from);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            int length = line.getMessage().length();
            lines.increment();
            characters.add(length);
            longest.accumulate(length);
            assertThat(line.getThrown()).as(line.getMessage()).isNull();
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
            logger.setLevel(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void at_info_they_leave_a_few_lines_and_sums(TlsProvider engine, TestReporter reporter)
            throws Exception {
        try (Volume log = new Volume(Level.INFO)) {
            long begun = System.nanoTime();
            fail(engine, FAILURES);
            long windows = 2 + (System.nanoTime() - begun) / RefusalLog.WINDOW.toNanos();
            reporter.publishEntry(
                    "%s: %d failures, %d lines of %d characters at INFO"
                            .formatted(engine, FAILURES, log.lines.sum(), log.characters.sum()));
            assertThat(log.lines.sum()).isBetween((long) LINES - 1, 2 + LINES * windows);
            assertThat(log.longest.get()).isLessThan(MOST_IN_A_LINE);
        }
    }

    /** Whoever looks for a fault sees each. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void and_one_short_line_each_at_most_at_debug(TlsProvider engine, TestReporter reporter)
            throws Exception {
        int failures = Math.min(FAILURES, 10_000);
        try (Volume log = new Volume(Level.FINE)) {
            fail(engine, failures);
            reporter.publishEntry(
                    "%s: %d failures, %d lines of %d characters at DEBUG, the longest %d"
                            .formatted(
                                    engine,
                                    failures,
                                    log.lines.sum(),
                                    log.characters.sum(),
                                    log.longest.get()));
            assertThat(log.lines.sum()).isLessThan(failures + 20L);
            assertThat(log.longest.get()).isPositive().isLessThan(MOST_IN_A_LINE);
        }
    }

    private static void fail(TlsProvider engine, int failures) throws Exception {
        byte[] forged = ("x".repeat(200) + "\r\nPOSTERN2001 forged").getBytes(US_ASCII);
        byte[][] openings = {
            "\u0016 forged\r\nPOSTERN2001 ".getBytes(US_ASCII),
            RawHello.withName("TLSv1.3", forged),
            RawHello.withName("TLSv1.2", "a.example\r\n".getBytes(US_ASCII)),
            RawHello.withoutName("TLSv1.2"),
        };
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Counted counted = Counted.from(listener);
            for (int i = 0; i < failures; i++) {
                fail(listener, "127.0.1." + (1 + i % ADDRESSES), openings[i % openings.length]);
            }
            counted.awaitNothingLeft();
            assertThat(counted.refusals().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(failures);
        }
    }

    private static void fail(TestListener listener, String address, byte[] opening)
            throws IOException {
        try (PlainClient client = PlainClient.connectFrom(address, listener)) {
            client.send(opening).send("\u0016no record of TLS\r\n");
            client.awaitClosed();
        } catch (IOException reset) {
            // It was quicker than the second write.
        }
    }
}
