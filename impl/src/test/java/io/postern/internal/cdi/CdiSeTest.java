package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.WebSocketListener;
import io.postern.internal.listener.FreePorts;
import io.postern.internal.listener.TestListener;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension on CDI SE: Weld and SmallRye Config, and nothing of a server. */
class CdiSeTest {

    @TempDir Path directory;

    /** Counts within one callback only, if the request context is the callback's own. */
    @RequestScoped
    static class CallsInRequest {

        private int calls;

        int next() {
            return ++calls;
        }
    }

    @ApplicationScoped
    static class Log {

        final Set<String> lines = ConcurrentHashMap.newKeySet();

        void add(String line) {
            lines.add(line);
        }

        boolean has(String line) {
            return lines.contains(line);
        }
    }

    @ServerEndpoint("/shared")
    @ApplicationScoped
    public static class Shared {

        private final AtomicInteger messages = new AtomicInteger();

        @Inject CallsInRequest calls;
        @Inject Log log;
        @Inject WebSocketListener listener;

        @OnMessage
        public String message(String text) {
            return text
                    + " "
                    + messages.incrementAndGet()
                    + " "
                    + calls.next()
                    + calls.next()
                    + " "
                    + listener.state();
        }

        @OnClose
        public void close() {
            log.add("shared closed");
        }
    }

    @ServerEndpoint("/own")
    @Dependent
    public static class Own {

        private int messages;

        @Inject Log log;

        @OnMessage
        public int message(String text) {
            return ++messages;
        }

        @PreDestroy
        void destroyed() {
            log.add("own destroyed after " + messages);
        }
    }

    @Test
    void an_application_scoped_endpoint_is_one_instance_for_all_connections() throws Exception {
        try (SeApplication application = start(Map.of())) {
            assertThat(application.connect("/shared").ask("a")).isEqualTo("a 1 12 OPEN");
            assertThat(application.connect("/shared").ask("b")).isEqualTo("b 2 12 OPEN");
        }
    }

    @Test
    void a_dependent_endpoint_is_made_for_each_connection_and_destroyed_with_it() throws Exception {
        try (SeApplication application = start(Map.of())) {
            SeApplication.Client first = application.connect("/own");
            assertThat(first.ask("a")).isEqualTo("1");
            assertThat(first.ask("b")).isEqualTo("2");
            assertThat(application.connect("/own").ask("a")).isEqualTo("1");
            first.socket.sendClose(1000, "").join();
            Log log = application.container().select(Log.class).get();
            await().until(() -> log.has("own destroyed after 2"));
        }
    }

    @Test
    void stopping_the_application_closes_sessions_while_its_beans_live_and_leaves_nothing()
            throws Exception {
        SeApplication application = start(Map.of());
        int port = application.listener().address().getPort();
        SeApplication.Client client = application.connect("/shared");
        client.ask("a");
        application.close();
        assertThat(client.next()).isEqualTo("closed 1001");
        assertThat(TestListener.liveThreads()).isEmpty();
        FreePorts.awaitFree(port);
    }

    @Test
    void all_problems_fail_the_deployment_together_and_no_secret_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> properties =
                    Map.of(
                            "wss.negotation.parallel", "8",
                            "wss.max-message-size", "many",
                            "wss.tls.key-store.p12.password", "wrong-password",
                            "wss.port", "" + taken.getLocalPort());
            assertThatThrownBy(() -> start(properties))
                    .hasStackTraceContaining("POSTERN1001")
                    .hasStackTraceContaining("wss.negotation.parallel")
                    .hasStackTraceContaining("wss.negotiation.parallel")
                    .hasStackTraceContaining("wss.max-message-size=many")
                    .hasStackTraceContaining("the password is wrong")
                    .hasStackTraceContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong-password"));
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @Test
    void a_disabled_listener_opens_nothing_and_can_still_be_injected() throws Exception {
        try (SeApplication application = start(Map.of("wss.enabled", "false"))) {
            WebSocketListener listener = application.listener();
            assertThat(listener.state()).isEqualTo(WebSocketListener.State.NEW);
            assertThatThrownBy(listener::address).isInstanceOf(IllegalStateException.class);
            assertThat(TestListener.liveThreads()).isEmpty();
        }
    }

    @Test
    void a_development_certificate_is_announced_with_fingerprint_place_and_how_to_trust_it()
            throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = handler(logged);
        Logger logger = Logger.getLogger("io.postern.tls");
        logger.addHandler(handler);
        String home = System.setProperty("user.home", directory.toString());
        try (SeApplication application =
                start(
                        Map.of(
                                "wss.tls.self-signed", "true",
                                "wss.tls.key-store.p12.path", "",
                                "wss.tls.key-store.p12.password", ""))) {
            assertThat(application.listener().state()).isEqualTo(WebSocketListener.State.OPEN);
            assertThat(String.join("\n", logged))
                    .containsPattern("fingerprint ([0-9A-F]{2}:){31}[0-9A-F]{2}")
                    .contains(directory.resolve(".postern/localhost.crt").toString())
                    .contains("curl --cacert");
        } finally {
            System.setProperty("user.home", home);
            logger.removeHandler(handler);
        }
    }

    private static Handler handler(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private SeApplication start(Map<String, String> properties) throws Exception {
        return SeApplication.start(
                directory, properties, Shared.class, Own.class, Log.class, CallsInRequest.class);
    }
}
