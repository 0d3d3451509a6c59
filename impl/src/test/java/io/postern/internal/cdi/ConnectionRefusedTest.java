package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.ConnectionRefused;
import io.postern.RefusalReason;
import io.postern.internal.listener.Pki;
import io.postern.internal.testing.RecordedLog;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Applications learn of each connection that was refused, and why. */
@Timeout(60)
class ConnectionRefusedTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    @TempDir Path directory;

    @ServerEndpoint("/echo")
    @ApplicationScoped
    public static class Echo {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Refuses everybody. */
    @ApplicationScoped
    public static class Nobody implements ClientCertificateValidator {
        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.refuse("not today");
        }
    }

    /** Notes what it is told. */
    @ApplicationScoped
    static class Audit {

        private final List<ConnectionRefused> noted = new CopyOnWriteArrayList<>();

        void note(@Observes ConnectionRefused refused) {
            noted.add(refused);
        }

        List<ConnectionRefused> noted() {
            return noted;
        }
    }

    /** Is stuck with the first event. */
    @ApplicationScoped
    static class Slow {

        private final CountDownLatch released = new CountDownLatch(1);
        private final List<ConnectionRefused> noted = new CopyOnWriteArrayList<>();

        void note(@Observes ConnectionRefused refused) throws InterruptedException {
            released.await();
            noted.add(refused);
        }

        void release() {
            released.countDown();
        }

        int noted() {
            return noted.size();
        }
    }

    @Test
    void an_observer_is_told_by_which_validator_a_client_was_refused() throws Exception {
        Pki pki = new Pki(directory);
        try (MutualTlsApplication application =
                MutualTlsApplication.start(
                        pki, directory, Map.of(), Echo.class, Nobody.class, Audit.class)) {
            assertThatThrownBy(() -> application.connect("/echo", "mallory"))
                    .isInstanceOf(CompletionException.class);
            Audit audit = application.bean(Audit.class);
            await().untilAsserted(
                            () ->
                                    assertThat(audit.noted())
                                            .anySatisfy(ConnectionRefusedTest::isByNobody));
            assertThat(
                            application
                                    .application()
                                    .listener()
                                    .statistics()
                                    .refusedByValidator()
                                    .get(Nobody.class.getName()))
                    .isPositive();
        }
    }

    private static void isByNobody(ConnectionRefused refused) {
        assertThat(refused.listener()).isEqualTo("default");
        assertThat(refused.reason()).isEqualTo(RefusalReason.CLIENT_CERTIFICATE_REFUSED);
        assertThat(refused.validator()).contains(Nobody.class.getName());
        assertThat(refused.peer().orElseThrow().getAddress().isLoopbackAddress()).isTrue();
        assertThat(refused.detail()).endsWith("not today");
    }

    @Test
    void a_slow_observer_costs_a_bounded_number_of_events_and_holds_nobody_up() throws Exception {
        int refusals = 3 * ApplicationEvents.MAX_WAITING;
        try (SeApplication application =
                SeApplication.start(directory, Map.of(), Echo.class, Slow.class)) {
            Slow slow = application.container().select(Slow.class).get();
            for (int i = 0; i < refusals; i++) {
                plainHttp(application.listener().address().getPort());
            }
            await().until(
                            () ->
                                    application
                                                    .listener()
                                                    .statistics()
                                                    .refused(RefusalReason.NOT_TLS)
                                            == refusals);
            assertThat(application.connect("/echo").ask("still here")).isEqualTo("still here");

            slow.release();

            await().until(() -> slow.noted() == ApplicationEvents.MAX_WAITING + 1);
            await().until(
                            () ->
                                    log.lines().stream()
                                            .anyMatch(
                                                    line ->
                                                            line.contains("POSTERN1017: ")
                                                                    && line.contains(
                                                                            " were dropped")));
        }
    }

    /** Fails as no observer should. */
    @ApplicationScoped
    static class Broken {

        private final List<ConnectionRefused> noted = new CopyOnWriteArrayList<>();

        void note(@Observes ConnectionRefused refused) {
            noted.add(refused);
            throw new AssertionError("on purpose");
        }

        int noted() {
            return noted.size();
        }
    }

    @Test
    void an_observer_that_fails_is_told_of_the_next_one_all_the_same() throws Exception {
        try (SeApplication application =
                SeApplication.start(directory, Map.of(), Echo.class, Broken.class)) {
            Broken broken = application.container().select(Broken.class).get();
            for (int i = 1; i <= 3; i++) {
                int events = i;
                plainHttp(application.listener().address().getPort());
                await().until(() -> broken.noted() == events);
            }
            assertThat(log.lines()).anyMatch(line -> line.contains("POSTERN1013: "));
        }
    }

    private static void plainHttp(int port) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            socket.getInputStream().readAllBytes();
        }
    }
}
