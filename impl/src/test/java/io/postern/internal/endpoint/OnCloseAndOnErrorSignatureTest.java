package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnCloseAndOnErrorSignatureTest {

    private static final Throwable FAULT = new IllegalStateException("broken");

    @ServerEndpoint("/")
    public static class Least extends Recorder {
        @OnClose
        void close() {
            saw("closed");
        }

        @OnError
        void error(Throwable fault) {
            saw(fault.getCause());
        }
    }

    @ServerEndpoint("/{room}")
    public static class Most extends Recorder {
        @OnClose
        void close(@PathParam("room") String room, CloseReason reason, Session session) {
            saw(room, reason, session);
        }

        @OnError
        void error(Session session, Throwable fault, @PathParam("room") String room) {
            saw(session, fault.getCause(), room);
        }
    }

    @Test
    void on_close_may_take_nothing_and_on_error_the_throwable_alone() {
        Least endpoint = new Least();
        Connection.to(endpoint).open().error(FAULT).close();
        assertThat(endpoint.calls).containsExactly(FAULT, "closed");
    }

    @Test
    void both_may_take_everything_in_any_order() {
        Most endpoint = new Most();
        Connection connection =
                Connection.to(endpoint, Map.of("room", "blue")).open().error(FAULT).close();
        assertThat(endpoint.calls)
                .containsExactly(
                        List.of(connection.session, FAULT, "blue"),
                        List.of("blue", Connection.NORMAL, connection.session));
    }
}
