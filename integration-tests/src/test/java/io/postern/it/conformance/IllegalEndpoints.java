package io.postern.it.conformance;

import jakarta.enterprise.context.Dependent;
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
import java.util.List;
import java.util.Map;

/** Endpoint classes that must not be deployed, each for one reason, and one that is well formed. */
public final class IllegalEndpoints {

    private IllegalEndpoints() {}

    @Dependent
    @ServerEndpoint("/well-formed")
    public static class WellFormed {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    @Dependent
    @ServerEndpoint("/two-on-open")
    public static class TwoOnOpen {
        @OnOpen
        public void one() {}

        @OnOpen
        public void two() {}
    }

    @Dependent
    @ServerEndpoint("/two-on-close")
    public static class TwoOnClose {
        @OnClose
        public void one() {}

        @OnClose
        public void two() {}
    }

    @Dependent
    @ServerEndpoint("/two-on-error")
    public static class TwoOnError {
        @OnError
        public void one(Throwable error) {}

        @OnError
        public void two(Throwable error) {}
    }

    @Dependent
    @ServerEndpoint("/on-open-takes")
    public static class OnOpenTakesString {
        @OnOpen
        public void open(String surprise) {}
    }

    @Dependent
    @ServerEndpoint("/on-close-takes")
    public static class OnCloseTakesConfig {
        @OnClose
        public void close(EndpointConfig surprise) {}
    }

    @Dependent
    @ServerEndpoint("/on-error-takes")
    public static class OnErrorTakesReason {
        @OnError
        public void error(Throwable error, CloseReason surprise) {}
    }

    @Dependent
    @ServerEndpoint("/on-error-without")
    public static class OnErrorWithoutError {
        @OnError
        public void error(Session session) {}
    }

    @Dependent
    @ServerEndpoint("/on-error-narrow")
    public static class OnErrorTakesException {
        @OnError
        public void error(Exception error) {}
    }

    @Dependent
    @ServerEndpoint("/session-twice")
    public static class SessionTwice {
        @OnOpen
        public void open(Session one, Session two) {}
    }

    @Dependent
    @ServerEndpoint("/config-twice")
    public static class ConfigTwice {
        @OnOpen
        public void open(EndpointConfig one, EndpointConfig two) {}
    }

    @Dependent
    @ServerEndpoint("/reason-twice")
    public static class ReasonTwice {
        @OnClose
        public void close(CloseReason one, CloseReason two) {}
    }

    @Dependent
    @ServerEndpoint("/message-without")
    public static class WithoutMessage {
        @OnMessage
        public void message(Session session) {}
    }

    @Dependent
    @ServerEndpoint("/message-unknown")
    public static class UnknownMessage {
        @OnMessage
        public void message(Map<String, String> map) {}
    }

    @Dependent
    @ServerEndpoint("/message-twice")
    public static class MessageTwice {
        @OnMessage
        public void message(String text, byte[] bytes) {}
    }

    @Dependent
    @ServerEndpoint("/reader-in-parts")
    public static class ReaderInParts {
        @OnMessage
        public void message(Reader text, boolean last) {}
    }

    @Dependent
    @ServerEndpoint("/pong-in-parts")
    public static class PongInParts {
        @OnMessage
        public void message(PongMessage pong, boolean last) {}
    }

    @Dependent
    @ServerEndpoint("/returns-unknown")
    public static class ReturnsUnknown {
        @OnMessage
        public List<String> message(String text) {
            return List.of(text);
        }
    }

    @Dependent
    @ServerEndpoint("/two-text")
    public static class TwoForText {
        @OnMessage
        public void one(String text) {}

        @OnMessage
        public void two(String text, Session session) {}
    }

    @Dependent
    @ServerEndpoint("/two-binary")
    public static class TwoForBinary {
        @OnMessage
        public void one(byte[] bytes) {}

        @OnMessage
        public void two(ByteBuffer buffer) {}
    }

    @Dependent
    @ServerEndpoint("/two-pong")
    public static class TwoForPong {
        @OnMessage
        public void one(PongMessage pong) {}

        @OnMessage
        public void two(PongMessage pong, Session session) {}
    }

    @Dependent
    @ServerEndpoint("/whole-and-parts")
    public static class WholeAndParts {
        @OnMessage
        public void whole(String text) {}

        @OnMessage
        public void part(String text, boolean last) {}
    }

    @Dependent
    @ServerEndpoint("/text-and-number")
    public static class TextAndNumber {
        @OnMessage
        public void text(Reader text) {}

        @OnMessage
        public void number(int number) {}
    }

    @Dependent
    @ServerEndpoint("/path-open/{x}")
    public static class PathParamInOpen {
        @OnOpen
        public void open(@PathParam("x") StringBuilder x) {}
    }

    @Dependent
    @ServerEndpoint("/path-message/{x}")
    public static class PathParamInMessage {
        @OnMessage
        public void message(String text, @PathParam("x") Object x) {}
    }

    @Dependent
    @ServerEndpoint("/path-error/{x}")
    public static class PathParamInError {
        @OnError
        public void error(Throwable error, @PathParam("x") byte[] x) {}
    }

    @Dependent
    @ServerEndpoint("/path-close/{x}")
    public static class PathParamInClose {
        @OnClose
        public void close(@PathParam("x") Session x) {}
    }

    @Dependent
    @ServerEndpoint("/path-nameless/{x}")
    public static class PathParamWithoutName {
        @OnOpen
        public void open(@PathParam("") String x) {}
    }

    @Dependent
    @ServerEndpoint("/too-large")
    public static class MaximumTooLarge {
        @OnMessage(maxMessageSize = 1L << 31)
        public void message(String text) {}
    }

    @Dependent
    @ServerEndpoint("/hidden")
    static class Hidden {
        @OnMessage
        public void message(String text) {}
    }
}
