package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.ListenerDraining;
import io.postern.ListenerStarted;
import io.postern.ListenerStopped;
import io.postern.WebSocketListener;
import io.postern.internal.testing.RecordedLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What observers are told of listeners. */
@Timeout(60)
class ListenerEventsTest {

    @TempDir Path directory;

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern");

    /** The beans are gone when the application has stopped; what they wrote stays. */
    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    @ServerEndpoint("/echo")
    public static class Echo {

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnClose
        public void close() {
            LINES.add("session closed");
        }
    }

    @ApplicationScoped
    static class Observer {

        void started(@Observes ListenerStarted event) {
            LINES.add("started " + facts(event.listener()));
            LINES.add("on a real port: " + (event.listener().address().getPort() > 0));
        }

        void draining(@Observes ListenerDraining event) {
            LINES.add("draining " + facts(event.listener()));
        }

        void stopped(@Observes ListenerStopped event) {
            LINES.add("stopped " + facts(event.listener()));
            throw new IllegalStateException("an observer may fail");
        }

        private static String facts(WebSocketListener listener) {
            return listener.name()
                    + " "
                    + listener.state()
                    + " with "
                    + listener.statistics().openSessions();
        }
    }

    @Test
    void they_learn_of_its_start_its_draining_and_its_end() throws Exception {
        LINES.clear();
        try (SeApplication application =
                SeApplication.start(directory, Map.of(), Echo.class, Observer.class)) {
            application.connect("/echo").ask("hello");
        }
        assertThat(LINES)
                .containsExactly(
                        "started default OPEN with 0",
                        "on a real port: true",
                        "draining default OPEN with 1",
                        "session closed",
                        "stopped default CLOSED with 0");
        assertThat(log.lines())
                .anyMatch(line -> line.contains("POSTERN1013") && line.contains("ListenerStopped"));
    }

    @Test
    void of_one_that_is_not_opened_they_learn_nothing() throws Exception {
        LINES.clear();
        try (SeApplication application =
                SeApplication.start(
                        directory, Map.of("wss.enabled", "false"), Echo.class, Observer.class)) {
            assertThat(application.listener().state()).isEqualTo(WebSocketListener.State.NEW);
        }
        assertThat(LINES).isEmpty();
    }
}
