package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClosingOverTlsTest {

    private static final CloseReason OURS = new CloseReason(() -> 4000, "ours");

    @ServerEndpoint("/obedient")
    public static class Obedient extends Served.Endpoint {
        @OnMessage
        String text(String message) throws IOException {
            if (message.equals("close")) {
                session.close(OURS);
            }
            return message;
        }
    }

    @ServerEndpoint("/closingatonce")
    public static class ClosingAtOnce extends Served.Endpoint {
        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            try {
                opened.getBasicRemote().sendText("not today");
                opened.close(OURS);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** What a client that keeps the protocol does with our close. */
    private static void answerClose(RawClient client) throws IOException {
        RawFrame close = client.readClose();
        assertThat(close).isEqualTo(RawFrame.close(4000, "ours").unmasked());
        client.send(RawFrame.close(4000, ""));
        client.readEnd();
    }

    @RegisterExtension static final Served SERVED = Served.by(Obedient.class, ClosingAtOnce.class);

    @BothEngines
    void the_application_may_close_in_on_open(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/closingatonce")) {
            assertThat(client.readFrame().text()).isEqualTo("not today");
            answerClose(client);
            assertThat(SERVED.endpoint(ClosingAtOnce.class).closedWith()).isEqualTo("4000 ours");
        }
    }

    @BothEngines
    void the_application_may_close_in_on_message(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/obedient")) {
            client.send(RawFrame.text("close"));
            answerClose(client);
            assertThat(SERVED.endpoint(Obedient.class).closedWith()).isEqualTo("4000 ours");
        }
    }

    @BothEngines
    void the_application_may_close_on_any_thread_and_cannot_send_then(TlsProvider engine)
            throws Exception {
        try (RawClient client = SERVED.connect(engine, "/obedient")) {
            Obedient endpoint = SERVED.endpoint(Obedient.class);
            RemoteEndpoint.Basic remote = endpoint.session.getBasicRemote();
            endpoint.session.close(OURS);
            assertThatThrownBy(() -> remote.sendText("late")).isInstanceOf(IOException.class);
            answerClose(client);
            assertThat(endpoint.closedWith()).isEqualTo("4000 ours");
        }
    }

    @BothEngines
    void the_peers_close_is_answered_and_ends_the_connection(TlsProvider engine) throws Exception {
        try (RawClient client = SERVED.connect(engine, "/obedient")) {
            client.send(RawFrame.text("last words"), RawFrame.close(4001, "bye"));
            assertThat(client.readFrame().text()).isEqualTo("last words");
            assertThat(client.readFrame()).isEqualTo(RawFrame.close(4001, "bye").unmasked());
            client.readEnd();
            assertThat(SERVED.endpoint(Obedient.class).closedWith()).isEqualTo("4001 bye");
        }
    }

    /** Whoever closes first, both sides read a Close frame before the connection ends. */
    @BothEngines
    void when_both_close_at_once_the_peer_always_reads_a_close_frame(TlsProvider engine)
            throws Exception {
        for (int round = 0; round < 50; round++) {
            try (RawClient client = SERVED.connect(engine, "/obedient")) {
                Obedient endpoint = SERVED.endpoint(Obedient.class);
                CompletableFuture<Void> closing =
                        CompletableFuture.runAsync(() -> close(endpoint.session));
                client.send(RawFrame.close(4001, "theirs"));
                assertThat(client.readClose().closeCode()).isIn(4000, 4001);
                client.readEnd();
                closing.get(10, TimeUnit.SECONDS);
                assertThat(endpoint.closedWith()).isIn("4000 ours", "4001 theirs");
            }
        }
    }

    private static void close(Session session) {
        try {
            session.close(OURS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BothEngines
    void open_sessions_are_those_of_the_endpoint_that_are_not_closing(TlsProvider engine)
            throws Exception {
        try (RawClient one = SERVED.connect(engine, "/obedient")) {
            Obedient first = SERVED.endpoint(Obedient.class);
            try (RawClient two = SERVED.connect(engine, "/obedient")) {
                Obedient second = SERVED.endpoint(Obedient.class);
                assertThat(first.session.getOpenSessions())
                        .containsExactlyInAnyOrder(first.session, second.session);
                second.session.close();
                assertThat(first.session.getOpenSessions()).containsExactly(first.session);
                assertThat(two.readClose().closeCode()).isEqualTo(1000);
            }
            await().until(() -> SERVED.listener(engine).statistics().openSessions() == 1);
            assertThat(one.send(RawFrame.text("x")).readFrame().text()).isEqualTo("x");
        }
    }
}
