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

class EndpointInstanceTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    @ServerEndpoint("/")
    public static class Complete {

        @OnOpen
        void open() {
            throw new AssertionError("called without an instance");
        }

        @OnMessage
        void text(String message) {
            throw new AssertionError("called without an instance");
        }

        @OnError
        void error(Throwable fault) {
            throw new AssertionError("called without an instance");
        }

        @OnClose
        void close() {
            throw new AssertionError("called without an instance");
        }
    }

    @ServerEndpoint("/")
    public static class Quiet {}

    /** Gives an instance that cannot be released. */
    private record Unreleasable(Throwable fault) implements ManagedInstance {
        @Override
        public Object get() {
            return new Quiet();
        }

        @Override
        public void release() {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
    }

    @Test
    void where_none_can_be_had_the_session_is_told_and_nothing_is_called() {
        RuntimeException none = new IllegalStateException("no bean");
        Connection connection =
                Connection.withInstances(
                        Complete.class,
                        () -> {
                            throw none;
                        });
        connection.open().text("one").error(new IllegalStateException()).close();
        assertThat(connection.openFailures).containsExactly(none);
        assertThat(log.lines()).singleElement().asString().startsWith("ERROR POSTERN6003");
        assertThat(connection.handled).isOne();
        assertThat(connection.closed).isOne();
    }

    @Test
    void a_class_that_cannot_be_initialised_is_told_too() {
        Error broken = new ExceptionInInitializerError("static block");
        Connection connection =
                Connection.withInstances(
                        Complete.class,
                        () -> {
                            throw broken;
                        });
        connection.open().close();
        assertThat(connection.openFailures).containsExactly(broken);
        assertThat(connection.closed).isOne();
    }

    @Test
    void an_exception_while_it_is_released_does_not_keep_the_session() {
        RuntimeException fault = new IllegalStateException("@PreDestroy failed");
        Connection connection =
                Connection.withInstances(Quiet.class, () -> new Unreleasable(fault));
        connection.open().close();
        assertThat(connection.closed).isOne();
        assertThat(log.lines()).singleElement().asString().startsWith("WARN POSTERN6004");
    }

    @Test
    void an_error_while_it_is_released_does_not_keep_the_session() {
        Error fault = new NoClassDefFoundError("unloaded");
        Connection connection =
                Connection.withInstances(Quiet.class, () -> new Unreleasable(fault));
        connection.open().close();
        assertThat(connection.closed).isOne();
    }
}
