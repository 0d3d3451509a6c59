package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each endpoint here breaks one rule; each is told once, with class, method and rule. */
class RefusedEndpointTest {

    @ServerEndpoint("/")
    abstract static class Abstract {}

    @ServerEndpoint("/")
    interface Interface {}

    @ServerEndpoint("/")
    class Inner {}

    static class TextDecoder implements Decoder.Text<String> {
        @Override
        public String decode(String text) throws DecodeException {
            return text;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    @ServerEndpoint(value = "/", decoders = TextDecoder.class)
    static class Decoders {}

    static class OwnConfigurator extends ServerEndpointConfig.Configurator {}

    @ServerEndpoint(value = "/", configurator = OwnConfigurator.class)
    static class Configurators {}

    @ServerEndpoint("/")
    static class TwoOpens {
        @OnOpen
        void one() {}

        @OnOpen
        void two() {}
    }

    @ServerEndpoint("/")
    static class TwoCloses {
        @OnClose
        void one() {}

        @OnClose
        void two(Session session) {}
    }

    @ServerEndpoint("/")
    static class TwoErrors {
        @OnError
        void one(Throwable t) {}

        @OnError
        void two(Throwable t, Session session) {}
    }

    @ServerEndpoint("/")
    static class TwoTexts {
        @OnMessage
        void one(String message) {}

        @OnMessage
        void two(Session session, String message) {}
    }

    @ServerEndpoint("/")
    static class TwoBinaries {
        @OnMessage
        void array(byte[] message) {}

        @OnMessage
        void buffer(ByteBuffer message) {}
    }

    @ServerEndpoint("/")
    static class TwoPongs {
        @OnMessage
        void one(PongMessage message) {}

        @OnMessage
        void two(PongMessage message, Session session) {}
    }

    @ServerEndpoint("/")
    static class StaticOpen {
        @OnOpen
        static void open() {}
    }

    @ServerEndpoint("/")
    static class PrivateClose {
        @OnClose
        private void close() {}
    }

    @ServerEndpoint("/")
    static class OpenReturns {
        @OnOpen
        String open() {
            return "";
        }
    }

    @ServerEndpoint("/")
    static class CloseReturns {
        @OnClose
        int close() {
            return 0;
        }
    }

    @ServerEndpoint("/")
    static class ErrorReturns {
        @OnError
        Object error(Throwable t) {
            return t;
        }
    }

    @ServerEndpoint("/")
    static class MessageReturns {
        @OnMessage
        Duration text(String message) {
            return Duration.ZERO;
        }
    }

    @ServerEndpoint("/")
    static class OpenTakesReason {
        @OnOpen
        void open(CloseReason reason) {}
    }

    @ServerEndpoint("/")
    static class CloseTakesConfig {
        @OnClose
        void close(EndpointConfig config) {}
    }

    @ServerEndpoint("/")
    static class ErrorTakesException {
        @OnError
        void error(Throwable t, Exception also) {}
    }

    @ServerEndpoint("/")
    static class MessageTakesPart {
        @OnMessage
        void text(String part, boolean last) {}
    }

    @ServerEndpoint("/")
    static class MessageTakesReaderToo {
        @OnMessage
        void text(String text, Reader reader) {}
    }

    @ServerEndpoint("/")
    static class ErrorTakesNothing {
        @OnError
        void error(Session session) {}
    }

    @ServerEndpoint("/")
    static class MessageTakesNothing {
        @OnMessage
        void text(Session session) {}
    }

    @ServerEndpoint("/")
    static class MessageTakesTwo {
        @OnMessage
        void both(String text, byte[] binary) {}
    }

    @ServerEndpoint("/")
    static class OpenTakesTwoSessions {
        @OnOpen
        void open(Session one, Session two) {}
    }

    @ServerEndpoint("/{id}")
    static class PathParameterOfOddType {
        @OnOpen
        void open(@PathParam("id") Duration id) {}
    }

    @ServerEndpoint("/{id}")
    static class PrimitiveWithoutVariable {
        @OnOpen
        void open(@PathParam("ident") int id) {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Abstract                 |          | is abstract
                    Interface                |          | is abstract
                    Inner                    |          | is an inner class; make it static
                    Decoders                 |          | encoders or decoders
                    Configurators            |          | the configurator io.postern
                    TwoOpens                 |          | has 2 methods with @OnOpen; at most one
                    TwoCloses                |          | has 2 methods with @OnClose; at most one
                    TwoErrors                |          | has 2 methods with @OnError; at most one
                    TwoTexts                 |          | has 2 @OnMessage methods for text
                    TwoBinaries              |          | has 2 @OnMessage methods for binary
                    TwoPongs                 |          | has 2 @OnMessage methods for pong
                    StaticOpen               | .open    | is static or private
                    PrivateClose             | .close   | is static or private
                    OpenReturns              | .open    | an @OnOpen method is void
                    CloseReturns             | .close   | an @OnClose method is void
                    ErrorReturns             | .error   | an @OnError method is void
                    MessageReturns           | .text    | returns java.time.Duration; an @OnMessage
                    OpenTakesReason          | .open    | jakarta.websocket.CloseReason, which @OnOpen
                    CloseTakesConfig         | .close   | jakarta.websocket.EndpointConfig, which @OnC
                    ErrorTakesException      | .error   | java.lang.Exception, which @OnError cannot
                    MessageTakesPart         | .text    | of type boolean, which @OnMessage cannot
                    MessageTakesReaderToo    | .text    | java.io.Reader, which @OnMessage cannot
                    ErrorTakesNothing        | .error   | @OnError needs a parameter of type Throwable
                    MessageTakesNothing      | .text    | @OnMessage needs a parameter of type
                    MessageTakesTwo          | .both    | takes more than one parameter of ByteBuffer
                    OpenTakesTwoSessions     | .open    | takes the session twice
                    PathParameterOfOddType   | .open    | @PathParam of type java.time.Duration; it must
                    PrimitiveWithoutVariable | .open    | "/{id}" has no variable {ident}
                    """)
    void the_one_problem_names_class_method_and_rule(String type, String method, String rule)
            throws ClassNotFoundException {
        Class<?> endpoint = Class.forName(RefusedEndpointTest.class.getName() + "$" + type);
        EndpointIntrospector.Introspection found = EndpointIntrospector.introspect(endpoint);
        assertThat(found.descriptor()).isEmpty();
        String subject = endpoint.getName() + (method == null ? "" : method) + " ";
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(subject).contains(rule));
    }

    @ServerEndpoint("/")
    static class ManyProblems {
        @OnOpen
        String open(Reader reader) {
            return "";
        }

        @OnMessage
        void text(String text, Thread thread) {}

        @OnError
        void error() {}
    }

    @Test
    void all_problems_of_a_class_are_told_together() {
        EndpointIntrospector.Introspection found =
                EndpointIntrospector.introspect(ManyProblems.class);
        assertThat(found.problems()).hasSize(4).doesNotHaveDuplicates();
    }
}
