package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndpointFailuresTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    @ServerEndpoint("/")
    public static class FailingOpen extends Recorder {
        @OnOpen
        void open() {
            throw new IllegalStateException("open");
        }

        @OnMessage
        void text(String message) {
            saw(message);
        }

        @OnError
        void error(Throwable fault) {
            saw("error " + fault.getMessage());
        }

        @OnClose
        void close() {
            saw("close");
        }
    }

    @ServerEndpoint("/")
    public static class FailingCallbacks extends Recorder {
        @OnMessage
        String text(String message) throws Exception {
            throw new Exception(message);
        }

        @OnMessage
        void binary(byte[] message) {
            throw new AssertionError("an error");
        }

        @OnClose
        void close() {
            throw new IllegalStateException("close");
        }

        @OnError
        void error(Throwable fault) {
            saw(fault.getMessage());
        }
    }

    @ServerEndpoint("/")
    public static class FailingOnError extends Recorder {
        @OnMessage
        String text(String message) {
            if (message.equals("bad")) {
                throw new IllegalStateException(message);
            }
            return message;
        }

        @OnError
        void error(Throwable fault) {
            saw(fault.getMessage());
            throw new IllegalStateException("again", fault);
        }
    }

    @ServerEndpoint("/")
    public static class WithoutOnError extends Recorder {
        @OnMessage
        String text(String message) {
            if (message.equals("bad")) {
                throw new IllegalStateException(message);
            }
            return message;
        }
    }

    @Test
    void a_failing_on_open_goes_to_on_error_and_to_the_session() {
        FailingOpen endpoint = new FailingOpen();
        Connection connection = Connection.to(endpoint).open();
        assertThat(endpoint.calls).containsExactly("error open");
        assertThat(connection.openFailures)
                .singleElement()
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void after_a_failing_on_open_messages_are_dropped_and_on_close_is_called() {
        FailingOpen endpoint = new FailingOpen();
        Connection connection = Connection.to(endpoint).open().text("early").close();
        assertThat(endpoint.calls).containsExactly("error open", "close");
        assertThat(connection.handled).isOne();
        assertThat(connection.released).isOne();
    }

    @Test
    void what_a_callback_throws_goes_to_on_error() {
        FailingCallbacks endpoint = new FailingCallbacks();
        Connection connection = Connection.to(endpoint).open().text("one").binary("two").close();
        assertThat(endpoint.calls).containsExactly("one", "an error", "close");
        assertThat(connection.handled).isEqualTo(2);
        assertThat(connection.released).isOne();
        assertThat(connection.closed).isOne();
    }

    @Test
    void a_failing_on_error_is_not_told_of_itself_and_does_no_harm() {
        FailingOnError endpoint = new FailingOnError();
        Connection connection = Connection.to(endpoint).open().text("bad").text("good");
        assertThat(endpoint.calls).containsExactly("bad");
        assertThat(connection.replies).containsExactly("good");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR POSTERN6002")
                .contains("FailingOnError failed itself", "again");
    }

    @Test
    void without_on_error_the_fault_is_logged_and_the_connection_goes_on() {
        Connection connection = Connection.to(new WithoutOnError()).open().text("bad").text("good");
        assertThat(connection.replies).containsExactly("good");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN POSTERN6001")
                .contains("WithoutOnError failed at a message in session session-1");
    }

    @Test
    void without_on_error_a_fault_of_the_peer_is_not_logged_here() {
        Connection.to(new WithoutOnError()).open().error(new IllegalStateException("bad frame"));
        assertThat(log.lines()).isEmpty();
    }
}
