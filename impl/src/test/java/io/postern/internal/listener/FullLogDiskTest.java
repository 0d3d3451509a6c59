package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import java.io.FileOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk that the log is on is full: {@code /dev/full} takes no byte. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class FullLogDiskTest {

    private static final Logger POSTERN = Logger.getLogger("io.postern");

    /** Writes each line at once, as servers do, and counts what could not be written. */
    private static final class Full extends StreamHandler {

        private final AtomicInteger failures = new AtomicInteger();

        Full() throws Exception {
            super(new FileOutputStream("/dev/full"), new SimpleFormatter());
            setLevel(Level.ALL);
            setErrorManager(
                    new ErrorManager() {
                        @Override
                        public void error(String message, Exception cause, int code) {
                            failures.incrementAndGet();
                        }
                    });
        }

        @Override
        public synchronized void publish(java.util.logging.LogRecord line) {
            super.publish(line);
            flush();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void who_talks_goes_on_and_who_is_refused_is_told_and_counted(TlsProvider engine)
            throws Exception {
        Full disk = new Full();
        POSTERN.addHandler(disk);
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Quiescence before = Quiescence.of(listener);
            try (RawClient session = RawClient.upgraded(listener, "/echo/a")) {
                for (int i = 0; i < 5; i++) {
                    try (RawClient refused = RawClient.connect(listener)) {
                        refused.send(RawClient.upgradeRequest("/nowhere"));
                        assertThat(refused.readHead()).startsWith("HTTP/1.1 404 ");
                    }
                    session.send(RawFrame.text("still here"));
                    assertThat(session.readFrame().text()).isEqualTo("still here");
                }
            }
            // one more by the client that the base was taken with
            assertThat(listener.refused(RefusalReason.NO_ENDPOINT)).isEqualTo(6);
            assertThat(disk.failures).hasPositiveValue();
            before.awaitRestored();
        } finally {
            POSTERN.removeHandler(disk);
        }
    }
}
