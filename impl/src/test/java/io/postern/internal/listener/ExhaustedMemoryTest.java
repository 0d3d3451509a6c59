package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without direct memory connections end, one by one; the listener does not. */
@Timeout(90)
class ExhaustedMemoryTest {

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void clients_are_lost_and_the_listener_serves_the_next(TlsProvider engine) throws Exception {
        String said =
                CrampedProcess.run(
                        Program.class, engine.name(), 4096, "-Dio.netty.maxDirectMemory=12000000");
        assertThat(said).contains("served again").contains("clients were lost");
    }

    /** Runs in a process of its own. */
    static final class Program {

        private static final int CLIENTS = 300;

        /** The beginning of a frame of 65,535 bytes; the last byte never comes. */
        private static final int ALMOST = 65_534;

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            TlsProvider engine = TlsProvider.valueOf(arguments[0]);
            try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
                List<RawClient> crowd = crowd(listener);
                await().until(() -> listener.statistics().openSessions() < CLIENTS);
                System.out.println("clients were lost");
                for (RawClient client : crowd) {
                    client.reset();
                }
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> listener.statistics().openConnections() == 0);
                RawClient next = RawClient.upgraded(listener, "/echo/b");
                next.send(RawFrame.text("still here"));
                assertThat(next.readFrame().text()).isEqualTo("still here");
                next.close();
            }
            System.out.println("served again");
        }

        private static List<RawClient> crowd(TestListener listener) {
            List<RawClient> crowd = new ArrayList<>();
            byte[] frame = RawFrame.text("a".repeat(ALMOST + 1)).bytes();
            for (int i = 0; i < CLIENTS; i++) {
                try {
                    RawClient client = RawClient.upgraded(listener, "/echo/a");
                    crowd.add(client);
                    client.send(java.util.Arrays.copyOf(frame, frame.length - 1));
                } catch (IOException cut) {
                    // One of those who are lost.
                }
            }
            return crowd;
        }
    }
}
