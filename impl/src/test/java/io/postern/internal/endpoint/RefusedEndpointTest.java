package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each endpoint here breaks one rule; each is told once, with class, method and rule. */
class RefusedEndpointTest {

    @ServerEndpoint("/")
    public abstract static class Abstract {}

    @ServerEndpoint("/")
    public interface Interface {}

    @ServerEndpoint("/")
    public class Inner {}

    @ServerEndpoint("/")
    static class NotPublic {}

    @ServerEndpoint("/")
    public static class TwoOpens {
        @OnOpen
        void one() {}

        @OnOpen
        void two() {}
    }

    @ServerEndpoint("/")
    public static class TwoCloses {
        @OnClose
        void one() {}

        @OnClose
        void two(Session session) {}
    }

    @ServerEndpoint("/")
    public static class TwoErrors {
        @OnError
        void one(Throwable t) {}

        @OnError
        void two(Throwable t, Session session) {}
    }

    @ServerEndpoint("/")
    public static class TwoTexts {
        @OnMessage
        void one(String message) {}

        @OnMessage
        void two(Session session, String message) {}
    }

    @ServerEndpoint("/")
    public static class TwoBinaries {
        @OnMessage
        void array(byte[] message) {}

        @OnMessage
        void buffer(ByteBuffer message) {}
    }

    @ServerEndpoint("/")
    public static class TwoPongs {
        @OnMessage
        void one(PongMessage message) {}

        @OnMessage
        void two(PongMessage message, Session session) {}
    }

    @ServerEndpoint("/")
    public static class StaticOpen {
        @OnOpen
        static void open() {}
    }

    @ServerEndpoint("/")
    public static class PrivateClose {
        @OnClose
        private void close() {}
    }

    @ServerEndpoint("/")
    public static class OpenReturns {
        @OnOpen
        String open() {
            return "";
        }
    }

    @ServerEndpoint("/")
    public static class CloseReturns {
        @OnClose
        int close() {
            return 0;
        }
    }

    @ServerEndpoint("/")
    public static class ErrorReturns {
        @OnError
        Object error(Throwable t) {
            return t;
        }
    }

    @ServerEndpoint("/")
    public static class MessageReturns {
        @OnMessage
        Duration text(String message) {
            return Duration.ZERO;
        }
    }

    @ServerEndpoint("/")
    public static class OpenTakesReason {
        @OnOpen
        void open(CloseReason reason) {}
    }

    @ServerEndpoint("/")
    public static class CloseTakesConfig {
        @OnClose
        void close(EndpointConfig config) {}
    }

    @ServerEndpoint("/")
    public static class ErrorTakesException {
        @OnError
        void error(Throwable t, Exception also) {}
    }

    @ServerEndpoint("/")
    public static class MessageTakesPart {
        @OnMessage
        void stream(Reader part, boolean last) {}
    }

    @ServerEndpoint("/")
    public static class MessageTakesReaderToo {
        @OnMessage
        void text(String text, Reader reader) {}
    }

    @ServerEndpoint("/")
    public static class ErrorTakesNothing {
        @OnError
        void error(Session session) {}
    }

    @ServerEndpoint("/")
    public static class MessageTakesNothing {
        @OnMessage
        void text(Session session) {}
    }

    @ServerEndpoint("/")
    public static class MessageTakesTwo {
        @OnMessage
        void both(String text, byte[] binary) {}
    }

    @ServerEndpoint("/")
    public static class OpenTakesTwoSessions {
        @OnOpen
        void open(Session one, Session two) {}
    }

    @ServerEndpoint("/")
    public static class OpenTakesTwoConnections {
        @OnOpen
        void open(io.postern.Connection one, io.postern.Connection two) {}
    }

    @ServerEndpoint("/{id}")
    public static class PathParameterOfOddType {
        @OnOpen
        void open(@PathParam("id") Duration id) {}
    }

    @ServerEndpoint("/{id}")
    public static class PrimitiveWithoutVariable {
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
                    NotPublic                |          | is not public
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
                    MessageReturns           | .text    | returns java.time.Duration, for which the endp
                    OpenTakesReason          | .open    | jakarta.websocket.CloseReason, which @OnOpen
                    CloseTakesConfig         | .close   | jakarta.websocket.EndpointConfig, which @OnC
                    ErrorTakesException      | .error   | java.lang.Exception, which @OnError cannot
                    MessageTakesPart         | .stream  | takes java.io.Reader and boolean; @OnMessa
                    MessageTakesReaderToo    | .text    | takes java.lang.String and java.io.Reader
                    ErrorTakesNothing        | .error   | @OnError needs a parameter of type Throwable
                    MessageTakesNothing      | .text    | takes no message; @OnMessage needs
                    MessageTakesTwo          | .both    | takes java.lang.String and byte[]; @OnMe
                    OpenTakesTwoConnections  | .open    | takes the connection twice
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
    public static class ManyProblems {
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
