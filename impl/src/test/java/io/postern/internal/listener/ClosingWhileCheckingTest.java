package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.ListenerStatistics;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener that closes while validators are at work on other threads. */
@Timeout(60)
class ClosingWhileCheckingTest {

    private static final int CLIENTS = 4;

    @TempDir private Path directory;

    @RegisterExtension final RecordedLog nettyWarnings = new RecordedLog("io.netty", Level.WARNING);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void nothing_is_left_and_nothing_is_complained_of(TlsProvider engine) throws Exception {
        Pki pki = new Pki(directory);
        TestListener listener =
                TestListener.open(
                        pki.listener(engine, s -> s),
                        List.of(new NamedValidator("a test", certificate -> block())),
                        EchoEndpoint.class);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        X509Bundle identity = pki.client("CN=alice");
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> call(listener, pki, identity));
        }
        await().until(() -> asked.get() == CLIENTS);
        listener.listener().close();
        clients.shutdown();
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        listener.close();
        ListenerStatistics last = listener.statistics();
        assertThat(last.openConnections()).isZero();
        assertThat(last.negotiating()).isZero();
        assertThat(last.refused().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(last.accepted());
        assertThat(TestListener.liveThreads()).isEmpty();
        assertThat(nettyWarnings.lines()).isEmpty();
    }

    private Verdict block() {
        asked.incrementAndGet();
        try {
            never.await();
            return Verdict.accept();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.refuse("interrupted");
        }
    }

    private static void call(TestListener listener, Pki pki, X509Bundle identity) {
        try {
            RawClient.connect(listener, pki.clientTls(identity), "TLSv1.2").close();
        } catch (IOException closed) {
            // The listener has closed.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
