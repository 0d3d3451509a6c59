package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.WebSocketListener.State;
import io.postern.internal.config.TlsProvider;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NettyListenerTest {

    private static final BlockingQueue<CloseReason> CLOSED = new LinkedBlockingQueue<>();

    @ServerEndpoint("/echo/{name}")
    public static class Echo {

        @OnOpen
        void open(Session session, @PathParam("name") String name) throws IOException {
            session.getBasicRemote().sendText("hello " + name);
        }

        @OnMessage
        String text(String message, @PathParam("name") String name) {
            return name + ": " + message;
        }

        @OnMessage
        ByteBuffer binary(ByteBuffer message) {
            return message;
        }

        @OnClose
        void close(CloseReason reason) {
            CLOSED.add(reason);
        }
    }

    /** Collects what a client receives. */
    private static final class Client implements WebSocket.Listener {

        final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            received.add(data);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            received.add("pong " + data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed " + code);
            return null;
        }

        Object next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void a_client_talks_to_the_endpoint_and_leaves_nothing_behind(TlsProvider engine)
            throws Exception {
        try (TestListener listener = TestListener.open(engine, Echo.class)) {
            Client client = new Client();
            WebSocket socket = listener.connect("/echo/J%C3%BCrgen", client);
            assertThat(client.next()).isEqualTo("hello Jürgen");
            socket.sendText("one", true).join();
            assertThat(client.next()).isEqualTo("Jürgen: one");
            socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
            assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            socket.sendPing(ByteBuffer.wrap(new byte[5])).join();
            assertThat(client.next()).isEqualTo("pong 5");
            assertThat(listener.statistics().openSessions()).isOne();
            socket.sendClose(4001, "bye").join();
            assertThat(client.next()).isEqualTo("closed 4001");
            CloseReason reason = CLOSED.poll(10, TimeUnit.SECONDS);
            assertThat(reason.getCloseCode().getCode()).isEqualTo(4001);
            assertThat(reason.getReasonPhrase()).isEqualTo("bye");
            await().untilAsserted(
                            () -> {
                                assertThat(listener.statistics().openSessions()).isZero();
                                assertThat(listener.statistics().openConnections()).isZero();
                                assertThat(listener.statistics().negotiating()).isZero();
                            });
            assertThat(listener.statistics().established()).isOne();
        }
        assertThat(TestListener.liveThreads()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"OPENSSL", "JDK"})
    void closing_the_listener_tells_clients_1001_and_frees_port_and_threads(TlsProvider engine)
            throws Exception {
        Client client = new Client();
        TestListener listener = TestListener.open(engine, Echo.class);
        int port = listener.port();
        listener.connect("/echo/a", client);
        assertThat(client.next()).isEqualTo("hello a");
        listener.listener().close();
        assertThat(client.next()).isEqualTo("closed 1001");
        assertThat(CLOSED.poll(10, TimeUnit.SECONDS).getCloseCode())
                .isEqualTo(CloseReason.CloseCodes.CLOSED_ABNORMALLY);
        assertThat(listener.listener().state()).isEqualTo(State.CLOSED);
        assertThat(TestListener.liveThreads()).isEmpty();
        listener.close();
        FreePorts.awaitFree(port);
    }
}
