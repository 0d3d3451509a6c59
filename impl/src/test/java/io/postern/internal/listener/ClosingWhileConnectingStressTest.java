package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener that closes while clients keep coming: on whatever step, each connection ends. */
@Timeout(60)
class ClosingWhileConnectingStressTest {

    private static final int CLIENTS = 4;
    private static final int ROUNDS = Integer.getInteger("stress.rounds", 3);

    @RegisterExtension final RecordedLog nettyWarnings = new RecordedLog("io.netty", Level.WARNING);

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void nothing_is_left_of_those_who_came_last(TlsProvider engine) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            closeWhileClientsConnect(engine);
        }
    }

    private void closeWhileClientsConnect(TlsProvider engine) throws Exception {
        TestListener listener = TestListener.open(engine, EchoEndpoint.class);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> keepConnecting(listener));
        }
        await().until(() -> listener.statistics().established() > 20);
        listener.listener().close();
        clients.shutdown();
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        listener.close();
        assertThat(TestListener.liveThreads()).isEmpty();
        assertThat(nettyWarnings.lines()).isEmpty();
    }

    private static void keepConnecting(TestListener listener) {
        try {
            while (true) {
                RawClient.upgraded(listener, "/echo/a").close();
            }
        } catch (IOException | IllegalStateException closed) {
            // The listener has closed.
        }
    }
}
