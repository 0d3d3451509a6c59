package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.tls.CertificateResolver;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.ServerCertificate;
import io.postern.tls.Verdict;
import io.postern.tls.WebSocketSecureConnectionExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One application, several ports, each with rules and certificates of its own. */
@Timeout(60)
class SeveralListenersTest {

    @TempDir Path directory;

    @ServerEndpoint("/where")
    @ApplicationScoped
    public static class Default {
        @OnMessage
        public String where(String text) {
            return "default";
        }
    }

    /** At the same path as the other, on another listener. */
    @ServerEndpoint("/where")
    @Listener("devices")
    @ApplicationScoped
    public static class Devices {
        @Inject
        @Listener("devices")
        WebSocketListener own;

        @Inject WebSocketListener other;

        @OnMessage
        public String where(String text) {
            return own.name() + " " + other.name();
        }
    }

    @ServerEndpoint("/both")
    @Listener("default")
    @Listener("devices")
    public static class Both {
        @OnOpen
        public void open(Session session) throws Exception {
            session.getBasicRemote().sendText("open " + session.getOpenSessions().size());
        }
    }

    @ServerEndpoint("/nowhere")
    @Listener("nobody")
    @ApplicationScoped
    public static class Misplaced {
        @OnMessage
        public void message(String text) {}
    }

    @Test
    void each_endpoint_is_served_by_its_listeners_alone() throws Exception {
        try (SeApplication application = start(Map.of(), Default.class, Devices.class)) {
            assertThat(connect(application, "default", "/where").ask("?")).isEqualTo("default");
            assertThat(connect(application, "devices", "/where").ask("?"))
                    .isEqualTo("devices default");
        }
    }

    @Test
    void an_endpoint_on_two_listeners_has_the_sessions_of_each_apart() throws Exception {
        try (SeApplication application = start(Map.of(), Both.class)) {
            assertThat(connect(application, "default", "/both").next()).isEqualTo("open 1");
            assertThat(connect(application, "devices", "/both").next()).isEqualTo("open 1");
            assertThat(connect(application, "devices", "/both").next()).isEqualTo("open 2");
        }
    }

    @Test
    void a_listener_that_is_not_declared_fails_the_deployment() {
        assertThatThrownBy(() -> start(Map.of(), Misplaced.class).close())
                .hasStackTraceContaining("Misplaced is annotated with @Listener(\"nobody\")")
                .hasStackTraceContaining("add it to wss.listeners");
    }

    @Test
    void listeners_are_closed_with_the_application() throws Exception {
        try (SeApplication application = start(Map.of(), Default.class)) {
            WebSocketListener devices = listener(application, "devices");
            assertThat(devices.name()).isEqualTo("devices");
            assertThat(devices.address().getPort()).isPositive();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("postern-"));
    }

    @Test
    void one_that_cannot_be_opened_closes_the_others() throws Exception {
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> properties =
                    Map.of("wss.devices.port", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> start(properties, Default.class).close())
                    .hasStackTraceContaining("wss.devices.host, wss.devices.port");
        }
    }

    /** Gives certificates; of which listener, its producers say. */
    @ApplicationScoped
    static class Certificates {

        static final String NAME = "CN=from the application";

        @Produces
        @ApplicationScoped
        @Listener("devices")
        CertificateResolver devices() throws Exception {
            X509Bundle made = made(NAME);
            return CertificateResolver.of(made.getKeyPair().getPrivate(), made.getCertificate());
        }
    }

    private static X509Bundle made(String subject) throws Exception {
        return new CertificateBuilder()
                .subject(subject)
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }

    @Test
    void a_resolver_gives_its_listener_its_certificate_before_what_is_taken_over()
            throws Exception {
        try (SeApplication application = start(Map.of(), Default.class, Certificates.class)) {
            assertThat(served(application, "devices")).isEqualTo(Certificates.NAME);
            assertThat(served(application, "default")).isEqualTo("CN=localhost");
        }
    }

    @Test
    void a_resolver_and_a_key_store_of_the_same_listener_exclude_each_other() {
        Map<String, String> properties =
                Map.of(
                        "wss.devices.tls.key-store.p12.path",
                        directory.resolve("tls.p12").toString(),
                        "wss.devices.tls.key-store.p12.password",
                        SeApplication.PASSWORD);
        assertThatThrownBy(() -> start(properties, Default.class, Certificates.class).close())
                .hasStackTraceContaining("wss.devices.tls.key-store.p12.path=")
                .hasStackTraceContaining("excludes the certificate resolver of ")
                .hasStackTraceContaining("remove the one or the other");
    }

    /** The whole TLS of the default listener, by hand. */
    @ApplicationScoped
    static class ByHand {
        @Produces
        WebSocketSecureConnectionExtension tls() throws Exception {
            X509Bundle made = made("CN=by hand");
            ServerCertificate certificate =
                    new ServerCertificate(
                            made.getKeyPair().getPrivate(), List.of(made.getCertificate()));
            return new WebSocketSecureConnectionExtension(() -> List.of(certificate));
        }
    }

    /** Brings a validator, too. */
    @ApplicationScoped
    static class WithValidator {
        @Produces
        WebSocketSecureConnectionExtension tls() throws Exception {
            X509Bundle made = made("CN=by hand");
            return new WebSocketSecureConnectionExtension(
                    CertificateResolver.of(made.getKeyPair().getPrivate(), made.getCertificate()),
                    client -> Verdict.abstain());
        }
    }

    @Test
    void a_validator_made_by_hand_is_refused_where_nobody_would_be_asked() {
        Map<String, String> without =
                Map.of(
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        assertThatThrownBy(() -> start(without, Default.class, WithValidator.class).close())
                .hasStackTraceContaining("brings a validator")
                .hasStackTraceContaining("wss.tls.client-auth=none");
    }

    @Test
    void an_extension_made_by_hand_needs_no_key_store() throws Exception {
        Map<String, String> without =
                Map.of(
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        try (SeApplication application = start(without, Default.class, ByHand.class)) {
            assertThat(served(application, "default")).isEqualTo("CN=by hand");
            assertThat(served(application, "devices")).isEqualTo("CN=by hand");
        }
    }

    @ApplicationScoped
    static class Failing {
        @Produces
        @ApplicationScoped
        CertificateResolver none() {
            return List::of;
        }
    }

    @Test
    void a_resolver_without_certificates_fails_the_deployment() {
        Map<String, String> without =
                Map.of(
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        assertThatThrownBy(() -> start(without, Default.class, Failing.class).close())
                .hasStackTraceContaining("gives no certificate: its list is empty");
    }

    @ApplicationScoped
    @Listener("nobody")
    public static class MisplacedValidator implements ClientCertificateValidator {
        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.abstain();
        }
    }

    @Test
    void a_validator_of_a_listener_that_is_not_declared_fails_the_deployment() {
        assertThatThrownBy(() -> start(Map.of(), Default.class, MisplacedValidator.class).close())
                .hasStackTraceContaining("MisplacedValidator is annotated with @Listener");
    }

    private SeApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("wss.listeners", "devices");
        all.put("wss.devices.port", "0");
        all.putAll(properties);
        return SeApplication.start(directory, all, beans);
    }

    private static WebSocketListener listener(SeApplication application, String name) {
        return application
                .container()
                .select(WebSocketListener.class, new Listener.Literal(name))
                .get();
    }

    private static SeApplication.Client connect(
            SeApplication application, String listener, String path) {
        return application.connect(
                path, application.clientTls(), listener(application, listener).address().getPort());
    }

    private static String served(SeApplication application, String listener) throws Exception {
        return ServedCertificate.of(listener(application, listener)).subject();
    }
}
