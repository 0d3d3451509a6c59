package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.SessionException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints under a {@code ServerEndpointConfig}: subclasses of Endpoint, and others. */
class ProgrammaticEndpointTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    record Word(String text) {}

    static class Words implements Decoder.Text<Word> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Word decode(String text) {
            return new Word(text);
        }
    }

    /** Notes its calls; the message "bad" makes its handler fail. */
    static class Quiet extends Endpoint implements MessageHandler.Whole<Word> {
        final List<Object> calls = new ArrayList<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            calls.add("open");
            calls.add(config.getUserProperties());
            session.addMessageHandler(this);
        }

        @Override
        public void onMessage(Word word) {
            calls.add(word);
            if (word.text().equals("bad")) {
                throw new IllegalStateException(word.text());
            }
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            calls.add("close " + reason.getReasonPhrase());
        }
    }

    static class Told extends Quiet {
        @Override
        public void onError(Session session, Throwable fault) {
            calls.add(fault);
        }
    }

    static class FailingOpen extends Told {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new IllegalStateException("open");
        }
    }

    static class FailingClose extends Told {
        @Override
        public void onClose(Session session, CloseReason reason) {
            throw new IllegalStateException("close");
        }
    }

    /** Its methods are annotated, its class is not. */
    public static class Plain extends Recorder {
        @OnOpen
        void open(EndpointConfig config) {
            saw(((ServerEndpointConfig) config).getPath());
        }

        @OnMessage
        String text(Word word) {
            return word.text();
        }
    }

    private final MadeComponents components = new MadeComponents();

    private Connection connect(Class<?> type) {
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(type, "/words")
                        .decoders(List.of(Words.class))
                        .build();
        config.getUserProperties().put("colour", "red");
        return Connection.to(config, components).open();
    }

    @Test
    void open_messages_and_close_come_in_order_with_the_configuration() {
        connect(Quiet.class).text("hello").close();
        Quiet endpoint = components.only(Quiet.class);
        assertThat(endpoint.calls)
                .containsExactly(
                        "open", java.util.Map.of("colour", "red"), new Word("hello"), "close done");
        assertThat(components.released).contains(endpoint);
    }

    /** WSC-5.2.2-2, J-68. */
    @Test
    void faults_go_to_on_error_as_they_are_and_those_of_the_connection_as_session_exceptions() {
        RuntimeException lost = new IllegalStateException("lost");
        Connection connection = connect(Told.class).text("bad").error(lost).text("good");
        List<Object> calls = components.only(Told.class).calls;
        assertThat(calls.get(3)).isInstanceOf(IllegalStateException.class);
        assertThat(calls.get(4))
                .isInstanceOfSatisfying(
                        SessionException.class,
                        e -> {
                            assertThat(e.getSession()).isSameAs(connection.session);
                            assertThat(e).hasCause(lost).hasMessage("lost");
                        });
        assertThat(calls.get(5)).isEqualTo(new Word("good"));
        assertThat(log.lines()).isEmpty();
    }

    /** WSC-5.2.2-3: the inherited onError does nothing, so it does not count. */
    @Test
    void where_on_error_is_not_overridden_the_fault_is_logged() {
        connect(Quiet.class).text("bad").text("good");
        assertThat(components.only(Quiet.class).calls).endsWith(new Word("good"));
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN POSTERN6001")
                .contains("Quiet failed at a message in session session-1");
    }

    @Test
    void a_failing_on_open_is_told_and_leaves_no_endpoint_behind() {
        Connection connection = connect(FailingOpen.class).text("late").close();
        FailingOpen endpoint = components.only(FailingOpen.class);
        assertThat(endpoint.calls.get(0)).isSameAs(connection.openFailures.get(0));
        assertThat(endpoint.calls).hasSize(2).endsWith("close done");
        assertThat(connection.refused).isEmpty();
        assertThat(components.released).contains(endpoint);
    }

    /** WSC-4.5-3. */
    @Test
    void a_failing_on_close_is_told() {
        Connection connection = connect(FailingClose.class).close();
        FailingClose endpoint = components.only(FailingClose.class);
        assertThat(endpoint.calls).hasSize(3);
        assertThat(endpoint.calls.get(2)).asString().contains("close");
        assertThat(connection.closed).isOne();
        assertThat(components.released).contains(endpoint);
    }

    @Test
    void before_a_handler_is_added_messages_are_unwanted() {
        Connection connection = connect(Quiet.class).binary("b");
        assertThat(connection.refused)
                .extracting(CloseReason::getCloseCode)
                .containsExactly(CloseReason.CloseCodes.CANNOT_ACCEPT);
        assertThat(connection.handled).isOne();
    }

    /** J-89: an annotated class may be deployed under a configuration. */
    @Test
    void a_class_with_annotated_methods_takes_path_and_decoders_from_the_configuration() {
        Connection connection = connect(Plain.class).text("hello");
        assertThat(components.only(Plain.class).calls).containsExactly("/words");
        assertThat(connection.replies).containsExactly("hello");
    }
}
