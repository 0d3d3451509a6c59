package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.listener.Pki;
import io.postern.internal.listener.TestListener;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Validators and configurations that do not go together. */
@Timeout(60)
class ClientCertificateValidatorFaultsTest {

    @TempDir Path directory;
    private Pki pki;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
    }

    @ServerEndpoint("/echo")
    @ApplicationScoped
    public static class Echo {

        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/twice")
    @ApplicationScoped
    public static class Twice {

        @OnOpen
        public void open(ClientCertificate one, ClientCertificate other) {}
    }

    @ApplicationScoped
    static class Open implements ClientCertificateValidator {

        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.accept();
        }
    }

    /** Cannot be made. */
    @Dependent
    static class Broken implements ClientCertificateValidator {

        @PostConstruct
        void fail() {
            throw new IllegalStateException("the registry is not there");
        }

        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.accept();
        }
    }

    @Test
    void validators_that_decide_alone_and_are_not_there_fail_the_deployment_with_all_else() {
        Map<String, String> properties =
                Map.of(
                        "wss.tls.path-validation", "validators",
                        "wss.tls.trust-store.pem.certs", "",
                        "wss.max-message-size", "many");

        assertThatThrownBy(() -> start(properties, Twice.class))
                .hasStackTraceContaining("POSTERN1001")
                .hasStackTraceContaining("problems found: 3")
                .hasStackTraceContaining(
                        "wss.tls.path-validation=validators, but the application has no bean of"
                                + " type io.postern.tls.ClientCertificateValidator, so that nobody"
                                + " could enter; write one, or set it to required")
                .hasStackTraceContaining("wss.max-message-size=many")
                .hasStackTraceContaining("Twice.open")
                .hasStackTraceContaining("takes the client's certificate twice");
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @Test
    void validators_alone_decide_with_a_bean_and_without_a_trust_store() throws Exception {
        Map<String, String> properties =
                Map.of(
                        "wss.tls.path-validation", "validators",
                        "wss.tls.trust-store.pem.certs", "");
        try (MutualTlsApplication application = start(properties, Echo.class, Open.class)) {
            assertThat(application.connect("/echo", "alice").ask("hello")).isEqualTo("hello");
        }
    }

    @Test
    void validators_that_nobody_asks_are_warned_about() throws Exception {
        Map<String, String> properties =
                Map.of("wss.tls.client-auth", "none", "wss.tls.trust-store.pem.certs", "");
        try (Exposure exposure = new Exposure();
                MutualTlsApplication application = start(properties, Echo.class, Open.class)) {
            assertThat(application.connect("/echo", null).ask("hello")).isEqualTo("hello");
            assertThat(exposure.logged())
                    .filteredOn(line -> line.contains("POSTERN1011"))
                    .singleElement()
                    .asString()
                    .contains("WARN")
                    .contains("wss.tls.client-auth=none")
                    .contains(Open.class.getName());
        }
    }

    @Test
    void nobody_is_warned_about_where_clients_are_asked_or_there_is_no_validator()
            throws Exception {
        Map<String, String> none =
                Map.of("wss.tls.client-auth", "none", "wss.tls.trust-store.pem.certs", "");
        try (Exposure exposure = new Exposure()) {
            start(Map.of(), Echo.class, Open.class).close();
            start(Map.of("wss.tls.client-auth", "optional"), Echo.class, Open.class).close();
            start(none, Echo.class).close();
            assertThat(exposure.logged()).noneMatch(line -> line.contains("POSTERN1011"));
        }
    }

    @Test
    void a_validator_that_cannot_be_made_fails_the_deployment_by_its_name() {
        assertThatThrownBy(() -> start(Map.of(), Echo.class, Broken.class))
                .hasStackTraceContaining("POSTERN1001")
                .hasStackTraceContaining(Broken.class.getName())
                .hasStackTraceContaining("the registry is not there");
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    private MutualTlsApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        return MutualTlsApplication.start(pki, directory, properties, beans);
    }
}
