package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.RefusalReason;
import io.postern.WebSocketListener.State;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.EndingConfig;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener that stops while clients are there, come, and are half in. */
@Timeout(120)
class DrainOnTheWireTest {

    private static final int SESSIONS = Integer.getInteger("stress.drained", 100);

    private static UnaryOperator<ListenerConfig> draining(DrainConfig drain) {
        return c ->
                new ListenerConfig(
                        c.name(),
                        c.socket(),
                        c.negotiation(),
                        c.tls(),
                        c.upgrade(),
                        new SessionConfig(
                                c.session().receiving(),
                                c.session().sending(),
                                c.session().silence(),
                                new EndingConfig(c.session().closeTimeout(), drain),
                                c.session().dispatch()));
    }

    private static CompletableFuture<Void> close(TestListener listener) {
        return CompletableFuture.runAsync(() -> listener.listener().close());
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void every_session_is_told_to_go_and_nothing_is_left(TlsProvider engine) throws Exception {
        DrainConfig restart = new DrainConfig(Duration.ofSeconds(30), 1012, Duration.ofMillis(100));
        List<RawClient> clients = new ArrayList<>();
        try (TestListener listener =
                TestListener.open(engine, draining(restart), EchoEndpoint.class)) {
            for (int i = 0; i < SESSIONS; i++) {
                clients.add(RawClient.upgraded(listener, "/echo/" + i));
            }
            CompletableFuture<Void> closed = close(listener);
            for (RawClient client : clients) {
                assertThat(client.readClose().closeCode()).isEqualTo(1012);
                client.send(RawFrame.close(1012, ""));
                client.readEnd();
                client.close();
            }
            closed.join();
            assertThat(listener.listener().state()).isEqualTo(State.CLOSED);
            assertThat(listener.statistics().openSessions()).isZero();
            assertThat(listener.statistics().openConnections()).isZero();
            assertThat(listener.instances().held()).isZero();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void who_comes_is_not_accepted_and_who_is_half_in_is_told_when_to_come_back(TlsProvider engine)
            throws Exception {
        DrainConfig patient = new DrainConfig(Duration.ofSeconds(30), 1001, Duration.ZERO);
        try (TestListener listener =
                        TestListener.open(engine, draining(patient), EchoEndpoint.class);
                RawClient session = RawClient.upgraded(listener, "/echo/a");
                RawClient halfIn = RawClient.connect(listener)) {
            int port = listener.port();
            CompletableFuture<Void> closed = close(listener);
            assertThat(session.readClose().closeCode()).isEqualTo(1001);
            assertThat(listener.listener().state()).isEqualTo(State.DRAINING);

            halfIn.send(RawClient.upgradeRequest("/echo/b"));
            assertThat(halfIn.readHead())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nretry-after: 30\r\n");
            await().until(() -> isFree(port));
            assertThat(closed).isNotDone();

            session.send(RawFrame.close(1001, ""));
            closed.join();
            assertThat(listener.refused(RefusalReason.DRAINING)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void who_is_half_in_is_told_so_though_there_is_no_session(TlsProvider engine) throws Exception {
        DrainConfig patient = new DrainConfig(Duration.ofSeconds(30), 1001, Duration.ZERO);
        try (TestListener listener =
                        TestListener.open(engine, draining(patient), EchoEndpoint.class);
                RawClient halfIn = RawClient.connect(listener)) {
            int port = listener.port();
            CompletableFuture<Void> closed = close(listener);
            await().pollInterval(Duration.ofMillis(5)).until(() -> isFree(port));

            halfIn.send(RawClient.upgradeRequest("/echo/a"));
            assertThat(halfIn.readHead()).startsWith("HTTP/1.1 503 ");
            closed.join();
            assertThat(listener.refused(RefusalReason.DRAINING)).isEqualTo(1);
        }
    }

    /** Asked without connecting: a listener that still accepts would take the one who asks in. */
    private static boolean isFree(int port) {
        try (ServerSocket next = new ServerSocket()) {
            next.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Peers that are deaf to the Close frame, and one that is stuck in its handshake. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void who_does_not_go_is_cut_and_the_whole_takes_no_longer_than_it_may(TlsProvider engine)
            throws Exception {
        DrainConfig hurried = new DrainConfig(Duration.ofSeconds(2), 1001, Duration.ZERO);
        List<RawClient> deaf = new ArrayList<>();
        try (TestListener listener =
                        TestListener.open(engine, draining(hurried), EchoEndpoint.class);
                PlainClient stuck = PlainClient.connect(listener)) {
            for (int i = 0; i < 10; i++) {
                deaf.add(RawClient.upgraded(listener, "/echo/" + i));
            }
            stuck.send(PlainClient.HALF_A_HELLO);
            await().until(() -> listener.statistics().negotiating() == 1);
            long begun = System.nanoTime();
            listener.listener().close();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            for (RawClient client : deaf) {
                assertThat(client.readClose().closeCode()).isEqualTo(1001);
                client.awaitClosed();
                client.close();
            }
            stuck.awaitClosed();
            assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2 + 10));
            assertThat(listener.refused(RefusalReason.DRAINING)).isEqualTo(1);
            assertThat(listener.instances().held()).isZero();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    /** It may be stopped a thousand times in a storm: nobody complains, nothing is left. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_storm_of_clients_does_not_hinder_it(TlsProvider engine) throws Exception {
        DrainConfig hurried = new DrainConfig(Duration.ofSeconds(5), 1001, Duration.ZERO);
        for (int round = 0; round < 3; round++) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            try (TestListener listener =
                    TestListener.open(engine, draining(hurried), EchoEndpoint.class)) {
                for (int i = 0; i < 40; i++) {
                    clients.add(CompletableFuture.runAsync(() -> visit(listener)));
                }
                await().until(() -> listener.statistics().accepted() > 5);
                listener.listener().close();
                CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
                assertThat(listener.statistics().openConnections()).isZero();
                assertThat(listener.statistics().negotiating()).isZero();
                assertThat(listener.statistics().waiting()).isZero();
                assertThat(listener.instances().held()).isZero();
                assertThat(listener.instances().complaints()).isEmpty();
            }
            assertThat(TestListener.liveThreads()).isEmpty();
        }
    }

    private static void visit(TestListener listener) {
        try (RawClient client = RawClient.upgraded(listener, "/echo/x")) {
            client.readClose();
        } catch (IOException | IllegalStateException | AssertionError turnedAway) {
            // It came too late.
        }
    }
}
