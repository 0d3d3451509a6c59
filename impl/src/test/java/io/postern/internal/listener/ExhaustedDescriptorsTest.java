package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process without file descriptors serves those who are in, and the others when it can. */
@Timeout(90)
class ExhaustedDescriptorsTest {

    private static final int DESCRIPTORS = 400;

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void the_sessions_live_the_acceptor_waits_and_one_line_is_logged(TlsProvider engine)
            throws Exception {
        String said = CrampedProcess.run(Program.class, engine.name(), DESCRIPTORS);
        assertThat(said).contains("served again").doesNotContain("LEAK:");
        assertThat(said.lines().filter(line -> line.contains("could not accept")))
                .singleElement()
                .asString()
                .contains("Listener 'test'")
                .contains("Too many open files")
                .endsWith("of this kind: 1");
    }

    /** Runs in a process of its own. */
    static final class Program {

        private static final Duration STARVED = Duration.ofSeconds(3);

        private final RecordedLog netty = new RecordedLog("io.netty", Level.WARNING);
        private final RecordedLog postern = new RecordedLog("io.postern.listener", Level.WARNING);
        private final TestListener listener;

        private Program(TestListener listener) {
            this.listener = listener;
        }

        public static void main(String[] arguments) throws Exception {
            TlsProvider engine = TlsProvider.valueOf(arguments[0]);
            try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
                new Program(listener).run();
            }
            System.out.println("served again");
        }

        private void run() throws Exception {
            netty.start();
            postern.start();
            try (RawClient session = RawClient.upgraded(listener, "/echo/a")) {
                // What the test needs is loaded as long as files can be opened.
                await().during(Duration.ofMillis(10)).untilAsserted(() -> echo(session));
                assertThat(cpuMillis()).isPositive();
                List<PlainClient> crowd = useUpDescriptors();
                await().until(() -> !postern.lines().isEmpty());
                long before = cpuMillis();
                await().atMost(Duration.ofSeconds(30))
                        .during(STARVED)
                        .pollInterval(Duration.ofMillis(100))
                        .untilAsserted(() -> echo(session));
                assertThat(cpuMillis() - before).as("CPU time").isLessThan(STARVED.toMillis() / 2);
                for (PlainClient client : crowd) {
                    client.close();
                }
                RawClient.upgraded(listener, "/echo/b").close();
                echo(session);
            }
            postern.lines().forEach(System.out::println);
            assertThat(netty.lines()).isEmpty();
        }

        private List<PlainClient> useUpDescriptors() throws Exception {
            List<PlainClient> crowd = new ArrayList<>();
            while (crowd.size() < DESCRIPTORS) {
                try {
                    crowd.add(PlainClient.connect(listener));
                } catch (SocketException tooManyOpenFiles) {
                    return crowd;
                }
            }
            throw new AssertionError("there is no limit");
        }

        private static void echo(RawClient session) throws Exception {
            session.send(RawFrame.text("still here"));
            assertThat(session.readFrame().text()).isEqualTo("still here");
        }

        private static long cpuMillis() {
            OperatingSystemMXBean process =
                    (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return Duration.ofNanos(process.getProcessCpuTime()).toMillis();
        }
    }
}
