package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.listener.Pki;
import io.postern.tls.ClientCertificate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An injected certificate is that of the connection whose callback runs, and of no other. */
@Timeout(60)
class InjectedClientCertificateTest {

    private static final int ROUNDS = 300;

    @TempDir Path directory;
    private Pki pki;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
    }

    private static String name(ClientCertificate certificate) {
        return certificate.certificate().getSubjectX500Principal().getName();
    }

    @RequestScoped
    static class Caller {

        @Inject ClientCertificate certificate;

        String name() {
            return InjectedClientCertificateTest.name(certificate);
        }
    }

    @ApplicationScoped
    static class Closings {

        private final BlockingQueue<String> names = new LinkedBlockingQueue<>();

        void add(String name) {
            names.add(name);
        }

        String next() throws InterruptedException {
            return names.poll(10, TimeUnit.SECONDS);
        }
    }

    @ServerEndpoint("/shared")
    @ApplicationScoped
    public static class Shared {

        @Inject ClientCertificate certificate;
        @Inject Closings closings;

        @OnMessage
        public String who(String text) {
            return text + " " + name(certificate);
        }

        @OnClose
        public void close() {
            closings.add(name(certificate));
        }
    }

    @ServerEndpoint("/own")
    @Dependent
    public static class Own {

        @Inject ClientCertificate certificate;
        private String maker;

        @PostConstruct
        void made() {
            maker = name(certificate);
        }

        @OnMessage
        public String who(String text) {
            return name(certificate).equals(maker) ? text + " " + maker : "made for " + maker;
        }
    }

    @ServerEndpoint("/collaborator")
    @ApplicationScoped
    public static class WithCollaborator {

        @Inject Caller caller;

        @OnMessage
        public String who(String text) {
            return text + " " + caller.name();
        }
    }

    /** Tells what happens where there is no certificate. */
    @ServerEndpoint("/failing")
    @ApplicationScoped
    public static class Failing {

        @Inject ClientCertificate certificate;

        @OnMessage
        public String fails(String where) throws Exception {
            return where.equals("elsewhere")
                    ? CompletableFuture.supplyAsync(this::failure).get(10, TimeUnit.SECONDS)
                    : failure();
        }

        private String failure() {
            List<String> failures = new ArrayList<>();
            for (Runnable use :
                    List.<Runnable>of(
                            certificate::chain,
                            certificate::pathFailure,
                            certificate::certificate)) {
                try {
                    use.run();
                } catch (RuntimeException e) {
                    failures.add(e.getClass().getSimpleName() + ": " + e.getMessage());
                }
            }
            return failures.size() + " " + failures.get(0);
        }
    }

    /** Has a request context that is no callback's. */
    @ApplicationScoped
    static class Job {

        @Inject ClientCertificate certificate;

        @ActivateRequestContext
        void run() {
            certificate.chain();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shared", "/own", "/collaborator"})
    void each_of_many_messages_of_two_clients_at_once_sees_its_own(String path) throws Exception {
        try (MutualTlsApplication application = start("required")) {
            SeApplication.Client alice = application.connect(path, "alice");
            SeApplication.Client bob = application.connect(path, "bob");
            for (int round = 0; round < ROUNDS; round++) {
                alice.socket.sendText("" + round, true).join();
                bob.socket.sendText("" + round, true).join();
            }
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(alice.next()).isEqualTo(round + " CN=alice");
                assertThat(bob.next()).isEqualTo(round + " CN=bob");
            }
        }
    }

    @Test
    void it_is_still_there_when_the_connection_has_closed() throws Exception {
        try (MutualTlsApplication application = start("required")) {
            application.connect("/shared", "alice").socket.sendClose(1000, "").join();

            assertThat(application.bean(Closings.class).next()).isEqualTo("CN=alice");
        }
    }

    @Test
    void every_method_tells_that_the_client_is_anonymous_beside_one_who_is_not() throws Exception {
        try (MutualTlsApplication application = start("optional")) {
            SeApplication.Client alice = application.connect("/shared", "alice");
            SeApplication.Client nobody = application.connect("/failing", null);
            for (int round = 0; round < ROUNDS; round++) {
                alice.socket.sendText("" + round, true).join();
                assertThat(nobody.ask("here"))
                        .isEqualTo(
                                "3 IllegalStateException: the client of this connection presented"
                                        + " no certificate; with wss.tls.client-auth=required"
                                        + " every client has one");
                assertThat(alice.next()).isEqualTo(round + " CN=alice");
            }
        }
    }

    @Test
    void it_is_for_the_thread_of_the_callback_only() throws Exception {
        try (MutualTlsApplication application = start("required")) {
            assertThat(application.connect("/failing", "alice").ask("elsewhere"))
                    .startsWith("3 ContextNotActiveException");
        }
    }

    @Test
    void outside_of_a_callback_it_is_not_there() throws Exception {
        try (MutualTlsApplication application = start("required")) {
            assertThat(application.connect("/shared", "alice").ask("1")).isEqualTo("1 CN=alice");

            assertThatThrownBy(() -> application.bean(ClientCertificate.class).chain())
                    .isInstanceOf(ContextNotActiveException.class);
            assertThatThrownBy(() -> application.bean(Job.class).run())
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessageContaining("callback");
        }
    }

    private MutualTlsApplication start(String clientAuth) throws Exception {
        return MutualTlsApplication.start(
                pki,
                directory,
                Map.of("wss.tls.client-auth", clientAuth, "wss.pending-messages", "16"),
                Shared.class,
                Own.class,
                WithCollaborator.class,
                Failing.class,
                Caller.class,
                Closings.class,
                Job.class);
    }
}
