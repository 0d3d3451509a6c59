package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.postern.AcceptedConnection;
import io.postern.Connection;
import io.postern.ConnectionExtension;
import io.postern.ConnectionFilter;
import io.postern.ConnectionVerdict;
import io.postern.Listener;
import io.postern.RefusalReason;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import io.postern.internal.extension.PrivateNetworksOnly;
import io.postern.internal.listener.Pki;
import io.postern.netty.NettyConnection;
import io.postern.netty.NettyConnectionExtension;
import io.postern.tls.CertificateResolver;
import io.postern.tls.WebSocketSecureConnectionExtension;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connection extensions that are beans, on Weld SE. */
@Timeout(60)
class ConnectionExtensionBeansTest {

    private static final InetSocketAddress TOLD = new InetSocketAddress("203.0.113.9", 51_324);

    @TempDir static Path directory;

    private static Pki pki;
    private static X509Bundle server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = new Pki(directory);
        server = pki.issue("localhost");
    }

    @ServerEndpoint("/where")
    @Listener("default")
    @Listener("devices")
    @ApplicationScoped
    public static class Where {
        @OnMessage
        public String where(String text, Connection connection) {
            return connection.remoteAddress().toString();
        }
    }

    /** What the extensions were asked, in the order in which they were. */
    @ApplicationScoped
    static class Notes {

        private final List<String> all = new CopyOnWriteArrayList<>();

        ConnectionVerdict note(String who, AcceptedConnection connection) {
            boolean told = connection.remoteAddress().equals(TOLD);
            all.add(connection.listener() + " " + who + (told ? " told" : ""));
            return ConnectionVerdict.accept();
        }

        List<String> all() {
            return all;
        }
    }

    /** The last one by its priority, and the first by its name. */
    @ApplicationScoped
    @Priority(3000)
    static class ALast implements ConnectionFilter {
        @Inject Notes notes;

        @Override
        public ConnectionVerdict filter(AcceptedConnection connection) {
            return notes.note("last", connection);
        }
    }

    /** Between the two without a priority, and of one listener alone. */
    @Dependent
    @Listener("devices")
    static class OfDevices implements ConnectionFilter {
        @Inject Notes notes;

        @Override
        public ConnectionVerdict filter(AcceptedConnection connection) {
            return notes.note("of devices", connection);
        }
    }

    /** Knows where the client is. */
    @ApplicationScoped
    @Priority(100)
    static class Teller implements NettyConnectionExtension, ConnectionFilter {
        @Inject Notes notes;

        @Override
        public ConnectionVerdict filter(AcceptedConnection connection) {
            return notes.note("first", connection);
        }

        @Override
        public void begin(NettyConnection connection) {
            connection.clientAddress(TOLD);
            connection.done();
        }
    }

    /** Makes a listener with an extension of its own, which knows itself by a lambda. */
    @ApplicationScoped
    static class Devices {
        @Produces
        @ApplicationScoped
        @Listener("devices")
        WebSocketListener devices(WebSocketListenerFactory listeners, Notes notes) {
            WebSocketListener listener =
                    listeners.create("devices", WebSocketListenerOptions.builder().port(0).build());
            ConnectionFilter registered = connection -> notes.note("registered", connection);
            listener.connectionExtensions().register(registered);
            listener.connectionExtensions()
                    .register(
                            new WebSocketSecureConnectionExtension(
                                    CertificateResolver.of(
                                            server.getKeyPair().getPrivate(),
                                            server.getCertificatePath())));
            listener.connectionExtensions().register(registered);
            return listener;
        }
    }

    @Test
    void beans_are_applied_by_priority_to_the_listeners_that_they_are_for() throws Exception {
        try (SeApplication application =
                start(
                        Where.class,
                        Notes.class,
                        ALast.class,
                        OfDevices.class,
                        Teller.class,
                        Devices.class)) {
            Notes notes = application.container().select(Notes.class).get();
            assertThat(application.connect("/where").ask("?")).isEqualTo(TOLD.toString());
            assertThat(notes.all()).containsExactly("default first", "default last told");

            notes.all().clear();
            assertThat(devices(application).ask("?")).isEqualTo(TOLD.toString());
            assertThat(notes.all())
                    .containsExactly(
                            "devices registered",
                            "devices registered",
                            "devices first",
                            "devices of devices told",
                            "devices last told");
        }
    }

    private static SeApplication.Client devices(SeApplication application) throws Exception {
        return application.connect(
                "/where",
                pki.clientTls(null),
                application
                        .container()
                        .select(WebSocketListener.class, new Listener.Literal("devices"))
                        .get()
                        .address()
                        .getPort());
    }

    @Test
    void a_bean_can_refuse() throws Exception {
        try (SeApplication application =
                start(
                        Where.class,
                        Notes.class,
                        Devices.class,
                        Teller.class,
                        PrivateNetworksOnly.class)) {
            assertThatThrownBy(() -> application.connect("/where"))
                    .isInstanceOf(CompletionException.class);
            assertThat(
                            application
                                    .listener()
                                    .statistics()
                                    .refused(RefusalReason.REFUSED_BY_EXTENSION))
                    .isPositive();
        }
    }

    /** Its type says too little: a proxy of it could not be applied. */
    @ApplicationScoped
    static class Vague {
        @Produces
        @ApplicationScoped
        ConnectionExtension teller() {
            return new Teller();
        }
    }

    @Test
    void a_producer_that_does_not_say_which_kind_it_produces_fails_the_start() {
        assertThatThrownBy(() -> start(Where.class, Notes.class, Devices.class, Vague.class))
                .hasStackTraceContaining("listener 'default': a bean of " + Vague.class.getName())
                .hasStackTraceContaining("give the method the type of what it returns");
    }

    /** Cannot be made. */
    @Dependent
    static class Unmade implements ConnectionFilter {
        Unmade() {
            throw new IllegalStateException("no database");
        }

        @Override
        public ConnectionVerdict filter(AcceptedConnection connection) {
            return ConnectionVerdict.accept();
        }
    }

    @Test
    void an_extension_that_cannot_be_made_fails_the_start() {
        assertThatThrownBy(() -> start(Where.class, Notes.class, Devices.class, Unmade.class))
                .hasStackTraceContaining(Unmade.class.getName() + " could not be made")
                .hasStackTraceContaining("no database");
    }

    /** For a listener that is not there. */
    @ApplicationScoped
    @Listener("nowhere")
    static class Nowhere extends ALast {}

    @Test
    void an_extension_for_an_unknown_listener_fails_the_deployment() {
        assertThatThrownBy(() -> start(Where.class, Notes.class, Devices.class, Nowhere.class))
                .hasStackTraceContaining(Nowhere.class.getName())
                .hasStackTraceContaining("nowhere");
    }

    private static SeApplication start(Class<?>... beans) throws Exception {
        return SeApplication.start(directory, Map.of(), beans);
    }
}
