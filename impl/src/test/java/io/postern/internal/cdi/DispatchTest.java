package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.Dispatch;
import io.postern.DispatchOn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The threads that call endpoints. */
@Timeout(60)
class DispatchTest {

    private static final String LOOP = "postern-default-message-";
    private static final String WORKER = "postern-worker-";

    @TempDir Path directory;

    @ServerEndpoint("/plain")
    @ApplicationScoped
    public static class Plain {

        @OnMessage
        public String where(String question) {
            return Thread.currentThread().getName();
        }
    }

    /** All on the event loop but one method. */
    @ServerEndpoint("/mixed")
    @DispatchOn(Dispatch.EVENT_LOOP)
    @ApplicationScoped
    public static class Mixed {

        @OnOpen
        @DispatchOn(Dispatch.MANAGED)
        public void open(Session session) {
            session.getUserProperties().put("opened", Thread.currentThread().getName());
        }

        @OnMessage
        public String text(String text, Session session) {
            return text.equals("opened")
                    ? (String) session.getUserProperties().get("opened")
                    : text + " on " + Thread.currentThread().getName();
        }

        @OnMessage
        @DispatchOn(Dispatch.MANAGED)
        public String binary(ByteBuffer bytes) {
            String text = StandardCharsets.US_ASCII.decode(bytes).toString();
            return text + " on " + Thread.currentThread().getName();
        }
    }

    @ServerEndpoint("/blocking")
    @DispatchOn(Dispatch.EVENT_LOOP)
    @ApplicationScoped
    public static class Blocking {

        @OnMessage
        public void answer(String size, Session session) throws IOException {
            session.getBasicRemote().sendText("first");
            try {
                while (true) {
                    session.getBasicRemote().sendText("x".repeat(Integer.parseInt(size)));
                }
            } catch (IOException noRoom) {
                session.getUserProperties().put("failure", noRoom.getMessage());
            }
        }

        @OnMessage
        public String tell(ByteBuffer question, Session session) {
            return (String) session.getUserProperties().get("failure");
        }
    }

    @ServerEndpoint("/virtual")
    @DispatchOn(Dispatch.VIRTUAL)
    public static class Virtual {

        @OnMessage
        public String where(String question) {
            return Thread.currentThread().getName();
        }
    }

    private SeApplication start(String dispatch, Class<?>... beans) throws Exception {
        return SeApplication.start(
                directory,
                Map.of(
                        "wss.dispatch", dispatch,
                        "wss.send-overflow", "fail-send",
                        "wss.send-buffer-limit", "64k"),
                beans);
    }

    @ParameterizedTest
    @CsvSource({"'', " + WORKER, "managed, " + WORKER, "event-loop, " + LOOP})
    void the_listener_says_where_its_endpoints_run(String dispatch, String thread)
            throws Exception {
        try (SeApplication application = start(dispatch, Plain.class)) {
            assertThat(application.connect("/plain").ask("where?")).startsWith(thread);
        }
    }

    @Test
    void an_endpoint_says_it_for_itself_and_each_of_its_methods() throws Exception {
        try (SeApplication application = start("managed", Mixed.class)) {
            SeApplication.Client client = application.connect("/mixed");
            assertThat(client.ask("opened")).startsWith(WORKER);
            assertThat(client.ask("text")).startsWith("text on " + LOOP);
        }
    }

    @Test
    void order_is_kept_from_thread_to_thread() throws Exception {
        try (SeApplication application = start("managed", Mixed.class)) {
            SeApplication.Client client = application.connect("/mixed");
            for (int i = 0; i < 200; i++) {
                if (i % 3 == 0) {
                    byte[] bytes = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
                    client.socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
                } else {
                    client.socket.sendText(Integer.toString(i), true).join();
                }
            }
            for (int i = 0; i < 200; i++) {
                assertThat(client.next()).startsWith(i + " on " + (i % 3 == 0 ? WORKER : LOOP));
            }
        }
    }

    @Test
    void on_an_event_loop_a_blocking_send_fails_instead_of_waiting_for_itself() throws Exception {
        try (SeApplication application = start("managed", Blocking.class)) {
            SeApplication.Client client = application.connect("/blocking");
            assertThat(client.ask("20000")).isEqualTo("first");
            client.socket.sendBinary(ByteBuffer.allocate(0), true).join();
            String last = client.next();
            while (last.startsWith("x")) {
                last = client.next();
            }
            assertThat(last).startsWith("there is no room for 20000 bytes more");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_are_refused_where_there_are_none() {
        assertThatThrownBy(() -> start("virtual", Virtual.class))
                .hasMessageContaining("wss.dispatch=virtual")
                .hasMessageContaining("Java 21")
                .hasMessageContaining("choose managed or event-loop");
        assertThatThrownBy(() -> start("managed", Virtual.class))
                .hasMessageContaining(Virtual.class.getName())
                .hasMessageContaining("virtual threads need Java 21");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtual_threads_run_endpoints_where_there_are_some() throws Exception {
        try (SeApplication application = start("virtual", Plain.class, Mixed.class)) {
            assertThat(application.connect("/plain").ask("where?")).startsWith("postern-virtual-");
            assertThat(application.connect("/mixed").ask("x")).startsWith("x on " + LOOP);
        }
        try (SeApplication application = start("managed", Virtual.class)) {
            assertThat(application.connect("/virtual").ask("where?"))
                    .startsWith("postern-virtual-");
        }
    }
}
