package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.Connection;
import io.postern.ConnectionScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A connection as a parameter, by injection, and from the session: always the same. */
@Timeout(60)
class ConnectionInCallbacksTest {

    private static final int ROUNDS = 100;

    @TempDir Path directory;

    @ApplicationScoped
    static class Lines {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        void add(String line) {
            lines.add(line);
        }

        String next() throws InterruptedException {
            return lines.poll(10, TimeUnit.SECONDS);
        }
    }

    /** One instance for all connections. */
    @ServerEndpoint("/shared")
    @ApplicationScoped
    public static class Shared {

        @Inject Connection injected;
        @Inject Lines lines;

        private String describe(String callback, Session session, Connection parameter) {
            List<Connection> all = List.of(injected, parameter, Connection.of(session));
            String facts =
                    all.stream()
                                    .map(
                                            c ->
                                                    c.id()
                                                            + c.remoteAddress()
                                                            + c.opened()
                                                            + c.roundTrip())
                                    .distinct()
                                    .count()
                            + " of "
                            + (injected.id().equals(session.getId()) ? "this" : "another");
            return callback + " " + facts + " at " + injected.localAddress().getPort();
        }

        @OnOpen
        public void open(Connection connection, Session session) {
            lines.add(describe("open", session, connection));
        }

        @OnMessage
        public String say(String text, Session session, Connection connection) {
            if (text.equals("fail")) {
                throw new IllegalStateException(text);
            }
            return describe(text, session, connection);
        }

        @OnError
        public void fail(Connection connection, Throwable failure, Session session) {
            lines.add(describe("fail", session, connection));
        }

        @OnClose
        public void close(Session session, Connection connection) {
            lines.add(describe("close", session, connection));
        }
    }

    /** Has a request context that is no callback's. */
    @ApplicationScoped
    static class Job {

        @Inject Connection connection;

        @ActivateRequestContext
        void run() {
            connection.remoteAddress();
        }
    }

    private SeApplication start() throws Exception {
        return SeApplication.start(directory, Map.of(), Shared.class, Lines.class, Job.class);
    }

    @Test
    void in_every_callback_it_is_that_of_the_session() throws Exception {
        try (SeApplication application = start()) {
            String at = " 1 of this at " + application.listener().address().getPort();
            Lines lines = application.container().select(Lines.class).get();
            SeApplication.Client client = application.connect("/shared");
            assertThat(lines.next()).isEqualTo("open" + at);
            assertThat(client.ask("message")).isEqualTo("message" + at);
            client.socket.sendText("fail", true).join();
            assertThat(lines.next()).isEqualTo("fail" + at);
            client.socket.sendClose(1000, "").join();
            assertThat(lines.next()).isEqualTo("close" + at);
        }
    }

    @Test
    void each_of_two_clients_at_once_has_its_own() throws Exception {
        try (SeApplication application = start()) {
            SeApplication.Client one = application.connect("/shared");
            SeApplication.Client two = application.connect("/shared");
            for (int round = 0; round < ROUNDS; round++) {
                one.socket.sendText("1", true).join();
                two.socket.sendText("2", true).join();
            }
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(one.next()).startsWith("1 1 of this at ");
                assertThat(two.next()).startsWith("2 1 of this at ");
            }
        }
    }

    @Test
    void outside_of_a_callback_it_is_not_there() throws Exception {
        try (SeApplication application = start()) {
            Connection connection = application.container().select(Connection.class).get();
            assertThatThrownBy(connection::roundTrip).isInstanceOf(ContextNotActiveException.class);
            assertThatThrownBy(() -> application.container().select(Job.class).get().run())
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessageContaining(ConnectionScoped.class.getName());
        }
    }
}
