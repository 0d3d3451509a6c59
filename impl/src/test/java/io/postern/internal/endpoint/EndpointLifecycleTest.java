package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EndpointLifecycleTest {

    @ServerEndpoint("/")
    public static class Complete extends Recorder {
        @OnOpen
        void open() {
            saw("open");
        }

        @OnMessage
        void text(String message) {
            saw(message);
        }

        @OnError
        void error(Throwable fault) {
            saw(fault.getMessage());
        }

        @OnClose
        void close(CloseReason reason) {
            saw("close " + reason.getReasonPhrase());
        }
    }

    @ServerEndpoint("/")
    public static class Empty {}

    @Test
    void callbacks_come_in_the_order_of_events() {
        Complete endpoint = new Complete();
        Connection connection =
                Connection.to(endpoint)
                        .open()
                        .text("one")
                        .error(new IllegalStateException("fault"))
                        .text("two")
                        .close();
        assertThat(endpoint.calls).containsExactly("open", "one", "fault", "two", "close done");
        assertThat(connection.handled).isEqualTo(2);
    }

    @Test
    void the_instance_is_released_once_after_on_close() {
        Complete endpoint = new Complete();
        Connection connection = Connection.to(endpoint).open();
        assertThat(connection.released).isZero();
        connection.close();
        assertThat(connection.released).isOne();
        assertThat(connection.closed).isOne();
        connection.close();
        assertThat(connection.released).isOne();
    }

    @Test
    void nothing_is_called_after_on_close() {
        Complete endpoint = new Complete();
        Connection connection =
                Connection.to(endpoint)
                        .open()
                        .close()
                        .text("late")
                        .error(new IllegalStateException("late"));
        assertThat(endpoint.calls).containsExactly("open", "close done");
        assertThat(connection.handled).isOne();
    }

    @Test
    void an_endpoint_without_methods_lives_and_is_released() {
        Connection connection = Connection.to(new Empty()).open().text("a").binary("b").close();
        assertThat(connection.handled).isEqualTo(2);
        assertThat(connection.released).isOne();
        assertThat(connection.closed).isOne();
    }

    @Test
    void events_only_queue_their_callbacks() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Complete endpoint = new Complete();
        Connection connection =
                Connection.to(endpoint, Map.of(), tasks::add).open().text("one").close();
        assertThat(endpoint.calls).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(endpoint.calls).containsExactly("open", "one", "close done");
        assertThat(connection.closed).isOne();
    }
}
