package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import io.postern.internal.listener.Pki;
import io.postern.tls.CertificateResolver;
import io.postern.tls.ClientCertificate;
import io.postern.tls.Verdict;
import io.postern.tls.WebSocketSecureConnectionExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that the application makes in code, beside those that are configured. */
@Timeout(60)
class MadeListenersTest {

    @TempDir static Path directory;

    private static Pki pki;
    private static X509Bundle server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = new Pki(directory);
        server = pki.issue("localhost");
    }

    @ServerEndpoint("/where")
    @ApplicationScoped
    public static class OnDefault {
        @OnMessage
        public String where(String text) {
            return "default";
        }
    }

    @ServerEndpoint("/where")
    @Listener("devices")
    @ApplicationScoped
    public static class OnDevices {
        @Inject
        @Listener("devices")
        WebSocketListener own;

        @OnMessage
        public String where(String text) {
            return own.name() + " of " + own.connectionExtensions().registered().size();
        }
    }

    /** Makes a listener as the documentation does. */
    @ApplicationScoped
    static class Devices {

        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners) {
            WebSocketListener listener =
                    listeners.create(
                            "devices",
                            WebSocketListenerOptions.builder()
                                    .port(0)
                                    .option("tls.client-auth", "required")
                                    .option(
                                            "tls.trust-store.pem.certs",
                                            directory.resolve("clients.pem").toString())
                                    .build());
            listener.connectionExtensions()
                    .register(
                            new WebSocketSecureConnectionExtension(
                                    CertificateResolver.of(
                                            server.getKeyPair().getPrivate(),
                                            server.getCertificatePath()),
                                    this::validate));
            return listener;
        }

        List<String> asked() {
            return asked;
        }

        private Verdict validate(ClientCertificate certificate) {
            asked.add(certificate.certificate().getSubjectX500Principal().getName());
            return Verdict.accept();
        }
    }

    @Test
    void a_listener_made_by_hand_serves_its_endpoints_with_its_own_tls() throws Exception {
        try (SeApplication application =
                start(Map.of(), OnDefault.class, OnDevices.class, Devices.class)) {
            SeApplication.Client client =
                    application.connect(
                            "/where",
                            pki.clientTls(pki.client("CN=gauge")),
                            listener(application).address().getPort());
            assertThat(client.ask("?")).isEqualTo("devices of 1");
            assertThat(application.container().select(Devices.class).get().asked())
                    .containsExactly("CN=gauge");
            assertThat(application.connect("/where").ask("?")).isEqualTo("default");
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("postern-"));
    }

    @Test
    void the_default_listener_may_be_missing_where_nothing_is_for_it() throws Exception {
        Map<String, String> nothing =
                Map.of(
                        "wss.port", "",
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        try (SeApplication application = start(nothing, OnDevices.class, Devices.class)) {
            assertThat(listener(application).state()).isEqualTo(WebSocketListener.State.OPEN);
            assertThat(application.listener().state()).isEqualTo(WebSocketListener.State.NEW);
        }
    }

    @Test
    void the_default_listener_is_demanded_where_an_endpoint_is_for_it() {
        Map<String, String> nothing =
                Map.of(
                        "wss.port", "",
                        "wss.tls.key-store.p12.path", "",
                        "wss.tls.key-store.p12.password", "");
        assertThatThrownBy(() -> start(nothing, OnDefault.class, Devices.class).close())
                .hasStackTraceContaining("no certificate is configured");
    }

    @Test
    void what_is_configured_goes_before_an_option() throws Exception {
        Map<String, String> optional = Map.of("wss.devices.tls.client-auth", "optional");
        try (SeApplication application = start(optional, OnDevices.class, Devices.class)) {
            SeApplication.Client client =
                    application.connect(
                            "/where",
                            pki.clientTls(null),
                            listener(application).address().getPort());
            assertThat(client.ask("?")).isEqualTo("devices of 1");
        }
    }

    @Test
    void an_unknown_key_of_a_made_listener_is_found() {
        Map<String, String> misspelled = Map.of("wss.devices.tls.client-aut", "optional");
        assertThatThrownBy(() -> start(misspelled, OnDevices.class, Devices.class).close())
                .hasStackTraceContaining("did you mean wss.devices.tls.client-auth?");
    }

    @Test
    void a_listener_refuses_extensions_that_it_could_not_heed() throws Exception {
        try (SeApplication application =
                start(Map.of(), OnDefault.class, OnDevices.class, Devices.class)) {
            WebSocketSecureConnectionExtension extension =
                    new WebSocketSecureConnectionExtension(List::of);
            assertThatThrownBy(
                            () -> listener(application).connectionExtensions().register(extension))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("it has been opened");
            assertThatThrownBy(
                            () -> application.listener().connectionExtensions().register(extension))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("configuration makes it");
            assertThatThrownBy(
                            () ->
                                    application
                                            .container()
                                            .select(WebSocketListenerFactory.class)
                                            .get()
                                            .create(
                                                    "devices",
                                                    WebSocketListenerOptions.builder().build()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("comes too late");
        }
    }

    private SeApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        return SeApplication.start(directory, new HashMap<>(properties), beans);
    }

    private static WebSocketListener listener(SeApplication application) {
        return application
                .container()
                .select(WebSocketListener.class, new Listener.Literal("devices"))
                .get();
    }
}
