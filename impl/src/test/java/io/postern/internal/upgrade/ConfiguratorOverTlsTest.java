package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.PeerHandshakeRequest;
import io.postern.RefusalReason;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import io.postern.internal.listener.TestListener;
import io.postern.internal.listener.With;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Configurators behind a real listener, with each TLS engine. */
class ConfiguratorOverTlsTest {

    @ServerEndpoint("/properties")
    public static class Properties {
        @OnMessage
        String property(String name, Session session) {
            return String.valueOf(session.getUserProperties().get(name));
        }
    }

    /** Writes down who has connected. */
    static class Introducing extends Configurator {
        @Override
        public void modifyHandshake(
                ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            PeerHandshakeRequest peer = (PeerHandshakeRequest) request;
            config.getUserProperties().put("port", peer.getRemotePort());
            config.getUserProperties().put("nothing", peer.getUserX509CertificateChain());
            response.getHeaders().put("X-Local", List.of(peer.getLocalAddress(), "port"));
            response.getHeaders().put("X-Thread", List.of(Thread.currentThread().getName()));
        }
    }

    /** Answers when the test lets it. */
    static class Blocking extends Configurator {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public boolean checkOrigin(String origin) {
            asked.countDown();
            try {
                return answer.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static TestListener open(TlsProvider engine, Configurator configurator)
            throws Exception {
        return open(engine, configurator, UnaryOperator.identity());
    }

    private static TestListener open(
            TlsProvider engine, Configurator configurator, UnaryOperator<ListenerConfig> change)
            throws Exception {
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(Properties.class, "/properties")
                        .configurator(configurator)
                        .build();
        return TestListener.open(engine, change, List.of(TestListener.deploy(config)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void what_modify_handshake_does_reaches_the_client_and_the_session(TlsProvider engine)
            throws Exception {
        try (TestListener listener = open(engine, new Introducing());
                RawClient client = RawClient.connect(listener)) {
            client.send(RawClient.upgradeRequest("/properties"));
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("X-Local: 127.0.0.1\r\n", "X-Local: port\r\n")
                    .contains("X-Thread: ")
                    .doesNotContain("X-Thread: postern-");
            client.send(RawFrame.text("port"), RawFrame.text("nothing"));
            assertThat(Integer.parseInt(client.readFrame().text())).isPositive();
            assertThat(client.readFrame().text()).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_that_blocks_holds_up_nobody_else_and_keeps_early_frames(TlsProvider engine)
            throws Exception {
        Blocking blocking = new Blocking();
        try (TestListener listener = open(engine, blocking);
                RawClient waiting = RawClient.connect(listener);
                RawClient other = RawClient.connect(listener)) {
            waiting.send(RawClient.upgradeRequest("/properties"), RawFrame.text("early").bytes());
            assertThat(blocking.asked.await(10, TimeUnit.SECONDS)).isTrue();
            other.send(RawClient.upgradeRequest("/nowhere"));
            assertThat(other.readHead()).startsWith("HTTP/1.1 404 ");
            blocking.answer.countDown();
            assertThat(waiting.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(waiting.readFrame().text()).isEqualTo("null");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void one_that_never_answers_is_cut_off_by_the_deadline(TlsProvider engine) throws Exception {
        Blocking blocking = new Blocking();
        UnaryOperator<ListenerConfig> soon = With.upgradeTimeout(Duration.ofMillis(300));
        try (TestListener listener = open(engine, blocking, soon);
                RawClient client = RawClient.connect(listener)) {
            client.send(RawClient.upgradeRequest("/properties"));
            client.awaitClosed();
            await().until(() -> listener.refused(RefusalReason.TIMED_OUT_IN_UPGRADE) == 1);
            blocking.answer.countDown();
            await().until(() -> listener.statistics().openConnections() == 0);
            assertThat(listener.statistics().openSessions()).isZero();
            assertThat(listener.statistics().negotiating()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_that_is_gone_when_it_answers_leaves_nothing(TlsProvider engine) throws Exception {
        Blocking blocking = new Blocking();
        try (TestListener listener = open(engine, blocking)) {
            RawClient client = RawClient.connect(listener);
            client.send(RawClient.upgradeRequest("/properties"), new byte[2000]);
            assertThat(blocking.asked.await(10, TimeUnit.SECONDS)).isTrue();
            client.reset();
            blocking.answer.countDown();
            await().until(() -> listener.statistics().openConnections() == 0);
            await().until(() -> listener.statistics().openSessions() == 0);
            assertThat(listener.statistics().negotiating()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_listener_may_close_while_it_thinks(TlsProvider engine) throws Exception {
        Blocking blocking = new Blocking();
        AtomicReference<TestListener> closed = new AtomicReference<>();
        try (TestListener listener = open(engine, blocking);
                RawClient client = RawClient.connect(listener)) {
            closed.set(listener);
            client.send(RawClient.upgradeRequest("/properties"));
            assertThat(blocking.asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        blocking.answer.countDown();
        assertThat(closed.get().statistics().openConnections()).isZero();
        assertThat(TestListener.liveThreads()).isEmpty();
    }
}
