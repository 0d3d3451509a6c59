package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.postern.Broadcast;
import io.postern.OpenConnections;
import io.postern.internal.listener.Pki;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The open sessions of an application, and one message to many of them. */
@Timeout(60)
class OpenConnectionsTest {

    @TempDir Path directory;

    record News(String text) {}

    @ApplicationScoped
    static class Encodings {

        private final AtomicInteger count = new AtomicInteger();

        int count() {
            return count.get();
        }

        void add() {
            count.incrementAndGet();
        }
    }

    public static class NewsEncoder implements Encoder.Text<News> {

        @Inject Encodings encodings;

        @Override
        public String encode(News news) throws EncodeException {
            encodings.add();
            if (news.text().isEmpty()) {
                throw new EncodeException(news, "no news");
            }
            return "news: " + news.text();
        }
    }

    @ServerEndpoint(value = "/room/{room}", encoders = NewsEncoder.class)
    @ApplicationScoped
    public static class Room {

        @Inject OpenConnections connections;
        @Inject Session injected;

        @OnMessage
        public void say(String text, Session session) throws IOException {
            if (text.equals("part")) {
                session.getBasicRemote().sendText("begun, ", false);
                return;
            }
            connections
                    .ofEndpoint(Room.class)
                    .withPathParameter("room", session.getPathParameters().get("room"))
                    .except(injected)
                    .sendText(text);
        }
    }

    @ServerEndpoint("/other")
    @ApplicationScoped
    public static class Other {

        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private SeApplication start() throws Exception {
        return SeApplication.start(
                directory, Map.of(), Room.class, Other.class, NewsEncoder.class, Encodings.class);
    }

    private static OpenConnections all(SeApplication application, int expected) {
        OpenConnections all = application.container().select(OpenConnections.class).get();
        await().until(() -> all.count() == expected);
        return all;
    }

    @Test
    void a_message_reaches_those_of_one_room_and_nobody_else() throws Exception {
        try (SeApplication application = start()) {
            SeApplication.Client alice = application.connect("/room/red");
            SeApplication.Client bob = application.connect("/room/red");
            SeApplication.Client carol = application.connect("/room/blue");
            SeApplication.Client dave = application.connect("/other");
            all(application, 4);
            alice.socket.sendText("hello", true).join();
            assertThat(bob.next()).isEqualTo("hello");
            bob.socket.sendText("and you", true).join();
            assertThat(alice.next()).isEqualTo("and you");
            assertThat(dave.ask("echo")).isEqualTo("echo");
            assertThat(carol.received).isEmpty();
            assertThat(dave.received).isEmpty();
        }
    }

    @Test
    void they_are_found_by_endpoint_path_listener_and_condition() throws Exception {
        try (SeApplication application = start()) {
            application.connect("/room/red");
            application.connect("/room/blue");
            application.connect("/other");
            OpenConnections all = all(application, 3);
            assertThat(all.ofEndpoint(Room.class).count()).isEqualTo(2);
            assertThat(all.ofEndpoint(Object.class).count()).isEqualTo(3);
            assertThat(all.ofEndpoint(Room.class).withPathParameter("room", "red").sessions())
                    .extracting(session -> session.getRequestURI().getPath())
                    .containsExactly("/room/red");
            assertThat(all.withPathParameter("room", "green").sessions()).isEmpty();
            assertThat(all.onListener("default").count()).isEqualTo(3);
            assertThat(all.onListener("another").count()).isZero();
            assertThat(all.where(session -> session.getPathParameters().isEmpty()).count())
                    .isEqualTo(1);
        }
    }

    @Test
    void they_are_found_by_principal() throws Exception {
        try (MutualTlsApplication application =
                MutualTlsApplication.start(new Pki(directory), directory, Map.of(), Other.class)) {
            application.connect("/other", "alice");
            SeApplication.Client bob = application.connect("/other", "bob");
            OpenConnections all = all(application.application(), 2);
            assertThat(all.ofPrincipal("CN=bob").count()).isEqualTo(1);
            assertThat(all.ofPrincipal("CN=bo").count()).isZero();
            all.ofPrincipal("CN=bob").sendText("for bob");
            assertThat(bob.next()).isEqualTo("for bob");
        }
    }

    @Test
    void an_object_is_encoded_once_for_all_sessions_of_an_endpoint() throws Exception {
        try (SeApplication application = start()) {
            List<SeApplication.Client> clients =
                    List.of(
                            application.connect("/room/a"),
                            application.connect("/room/b"),
                            application.connect("/room/c"));
            OpenConnections all = all(application, 3);
            Broadcast broadcast = all.sendObject(new News("now"));
            assertThat(broadcast.failures().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(broadcast.sends()).hasSize(3);
            for (SeApplication.Client client : clients) {
                assertThat(client.next()).isEqualTo("news: now");
            }
            assertThat(application.container().select(Encodings.class).get().count()).isEqualTo(1);
        }
    }

    @Test
    void the_result_tells_for_each_session_why_it_failed() throws Exception {
        try (SeApplication application = start()) {
            application.connect("/room/a");
            application.connect("/other");
            OpenConnections all = all(application, 2);
            Map<Session, Throwable> failures =
                    all.sendObject(new News(""))
                            .failures()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS);
            assertThat(failures.values())
                    .extracting(Throwable::getMessage)
                    .containsExactlyInAnyOrder(
                            "no news",
                            "the endpoint names no encoder for "
                                    + News.class.getName()
                                    + "; name one, or send a String");
        }
    }

    @Test
    void a_session_in_the_middle_of_a_message_fails_alone() throws Exception {
        try (SeApplication application = start()) {
            SeApplication.Client alice = application.connect("/room/a");
            SeApplication.Client bob = application.connect("/room/b");
            OpenConnections all = all(application, 2);
            assertThat(alice.ask("part")).isEqualTo("begun, ");
            Broadcast broadcast = all.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            Map<Session, Throwable> failures =
                    broadcast.failures().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(failures.keySet())
                    .extracting(session -> session.getPathParameters().get("room"))
                    .containsExactly("a");
            assertThat(bob.socket.isInputClosed()).isFalse();
        }
    }

    @Test
    void nothing_is_no_message() throws Exception {
        try (SeApplication application = start()) {
            OpenConnections all = all(application, 0);
            assertThatThrownBy(() -> all.sendText(null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> all.sendObject(null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(all.sendText("to nobody").sends()).isEmpty();
        }
    }

    @Test
    void when_the_listener_has_stopped_there_is_none() throws Exception {
        OpenConnections all;
        try (SeApplication application = start()) {
            application.connect("/other");
            all = all(application, 1).where(session -> true);
        }
        assertThat(all.sessions()).isEmpty();
    }
}
