package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.Pki;
import io.postern.tls.CertificateReloadFailed;
import io.postern.tls.CertificatesReloaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the application is told when its certificates change, and how. */
@Timeout(60)
class CertificateEventsTest {

    @TempDir Path directory;
    private Pki pki;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader applications = new URLClassLoader(new URL[0], before);

    @BeforeEach
    void prepare() throws Exception {
        pki = new Pki(directory);
        Thread.currentThread().setContextClassLoader(applications);
    }

    @AfterEach
    void restoreLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @RequestScoped
    static class Request {

        private int calls;

        int calls() {
            return ++calls;
        }
    }

    /** An event, and what surrounded the observer. */
    record Observed(Object event, ClassLoader loader, int callsInRequest, String thread) {}

    @Singleton
    static class Observers {

        private final BlockingQueue<Observed> observed = new LinkedBlockingQueue<>();

        @Inject Request request;

        void reloaded(@Observes CertificatesReloaded event) {
            observed.add(surrounded(event));
        }

        void failed(@Observes CertificateReloadFailed event) {
            observed.add(surrounded(event));
        }

        private Observed surrounded(Object event) {
            Thread thread = Thread.currentThread();
            return new Observed(
                    event, thread.getContextClassLoader(), request.calls(), thread.getName());
        }

        Observed next() throws InterruptedException {
            return observed.poll(20, TimeUnit.SECONDS);
        }
    }

    /** Fails once for each event. */
    @Singleton
    static class Failing {

        void reloaded(@Observes CertificatesReloaded event) {
            throw new IllegalStateException("a fault of the application");
        }
    }

    @ServerEndpoint("/echo")
    @ApplicationScoped
    public static class Echo {

        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @Test
    void an_observer_is_told_of_the_certificates_that_are_now_in_service() throws Exception {
        try (MutualTlsApplication application = start(Observers.class)) {
            Observers observers = application.bean(Observers.class);
            for (int round = 0; round < 2; round++) {
                X509Certificate fresh = pki.serve("localhost");

                Observed observed = observers.next();

                assertThat(observed.event())
                        .isInstanceOfSatisfying(
                                CertificatesReloaded.class,
                                event -> {
                                    assertThat(event.listener()).isEqualTo("default");
                                    assertThat(event.certificates()).containsExactly(fresh);
                                });
                assertSurrounded(observed);
            }
            assertThat(application.connect("/echo", "alice").ask("hello")).isEqualTo("hello");
        }
    }

    @Test
    void an_observer_is_told_of_a_change_of_trust() throws Exception {
        try (MutualTlsApplication application = start(Observers.class)) {
            pki.trust(Pki.authority("CN=others").getCertificate(), authority());

            Observed observed = application.bean(Observers.class).next();

            assertThat(observed.event()).isInstanceOf(CertificatesReloaded.class);
            assertSurrounded(observed);
        }
    }

    private X509Certificate authority() throws Exception {
        X509Certificate[] path = pki.client("CN=anybody").getCertificatePathWithRoot();
        return path[path.length - 1];
    }

    @Test
    void an_observer_is_told_once_of_files_that_cannot_be_used_and_of_the_end_of_it()
            throws Exception {
        try (Exposure exposure = new Exposure();
                MutualTlsApplication application = start(Observers.class)) {
            Observers observers = application.bean(Observers.class);
            Files.writeString(directory.resolve("server.crt"), "no certificate\n");

            Observed failed = observers.next();

            assertThat(failed.event())
                    .isInstanceOfSatisfying(
                            CertificateReloadFailed.class,
                            event -> {
                                assertThat(event.listener()).isEqualTo("default");
                                assertThat(event.problem())
                                        .contains(directory.resolve("server.crt").toString());
                                assertThat(exposure.logged())
                                        .filteredOn(line -> line.contains("POSTERN3012"))
                                        .singleElement()
                                        .asString()
                                        .contains(event.problem());
                            });
            assertSurrounded(failed);
            assertThat(application.connect("/echo", "alice").ask("hello")).isEqualTo("hello");

            pki.serve("localhost");
            assertThat(observers.next().event()).isInstanceOf(CertificatesReloaded.class);
        }
    }

    @Test
    void an_observer_that_fails_is_logged_and_harms_nothing() throws Exception {
        try (Exposure exposure = new Exposure();
                MutualTlsApplication application = start(Failing.class)) {
            SeApplication.Client alice = application.connect("/echo", "alice");
            for (int round = 1; round <= 2; round++) {
                pki.serve("localhost");
                int times = round;
                Awaitility.await()
                        .untilAsserted(
                                () ->
                                        assertThat(exposure.logged())
                                                .filteredOn(line -> line.contains("POSTERN1013"))
                                                .hasSize(times)
                                                .allMatch(
                                                        line ->
                                                                line.contains(
                                                                        "a fault of the"
                                                                                + " application")));
                assertThat(application.application().listener().statistics().certificateReloads())
                        .isEqualTo(times);
                assertThat(alice.ask("still")).isEqualTo("still");
                assertThat(application.connect("/echo", "bob").ask("hello")).isEqualTo("hello");
            }
        }
    }

    private void assertSurrounded(Observed observed) {
        assertThat(observed.loader()).isSameAs(applications);
        assertThat(observed.callsInRequest()).isEqualTo(1);
        assertThat(observed.thread()).contains("worker");
    }

    private MutualTlsApplication start(Class<?> observers) throws Exception {
        return MutualTlsApplication.start(
                pki,
                directory,
                Map.of("wss.tls.reload-interval", "100ms"),
                observers,
                Echo.class,
                Request.class);
    }
}
