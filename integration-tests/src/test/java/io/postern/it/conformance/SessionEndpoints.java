package io.postern.it.conformance;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoints that tell what their sessions say of themselves. */
public final class SessionEndpoints {

    private SessionEndpoints() {}

    /** Answers the name of a property with its value. */
    @ServerEndpoint(value = "/session/{x}", subprotocols = "chat")
    public static class Properties {

        @OnMessage
        public String message(String property, Session session) {
            return switch (property) {
                case "uri" -> session.getRequestURI().toString();
                case "query" -> String.valueOf(session.getQueryString());
                case "parameters" -> new TreeMap<>(session.getRequestParameterMap()).toString();
                case "path" -> session.getPathParameters().toString();
                case "changes" -> changes(session);
                case "version" -> session.getProtocolVersion();
                case "subprotocol" -> session.getNegotiatedSubprotocol();
                case "extensions" -> session.getNegotiatedExtensions().toString();
                case "secure" -> String.valueOf(session.isSecure());
                case "open" -> String.valueOf(session.isOpen());
                case "principal" -> String.valueOf(session.getUserPrincipal());
                case "handlers" -> session.getMessageHandlers().toString();
                default -> throw new IllegalArgumentException(property);
            };
        }

        private static String changes(Session session) {
            return Stream.<Thrown.Action>of(
                            () -> session.getRequestParameterMap().clear(),
                            () -> session.getPathParameters().put("y", "z"),
                            () -> session.getMessageHandlers().add(null))
                    .map(Thrown::by)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Says how many sessions are open, closes others, and tells all of them. */
    @ServerEndpoint("/open-sessions/{name}")
    public static class OpenSessions {

        @OnMessage
        public String message(String command, Session session) throws IOException {
            for (Session open : session.getOpenSessions()) {
                if (command.startsWith("tell ")) {
                    open.getBasicRemote().sendText(command);
                }
            }
            return session.getOpenSessions().stream()
                    .map(open -> open.getPathParameters().get("name"))
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    /** Reads and writes properties of its session, or of the configuration that it was given. */
    @ServerEndpoint("/user-properties")
    public static class UserProperties {

        private EndpointConfig config;

        @OnOpen
        public void open(EndpointConfig given) {
            config = given;
        }

        @OnMessage
        public String message(String command, Session session) {
            String[] words = command.split(" ");
            Map<String, Object> properties =
                    words[0].equals("config")
                            ? config.getUserProperties()
                            : session.getUserProperties();
            return words.length == 3
                    ? "was " + properties.put(words[1], words[2])
                    : "is " + properties.get(words[1]);
        }
    }

    /** Sets and tells time-outs and sizes, and the container's defaults. */
    @ServerEndpoint("/session-limits")
    public static class Limits {

        @OnMessage
        public String message(String command, Session session) {
            if (command.equals("defaults")) {
                return Stream.of(
                                session.getMaxIdleTimeout()
                                        == session.getContainer().getDefaultMaxSessionIdleTimeout(),
                                session.getMaxTextMessageBufferSize()
                                        == session.getContainer()
                                                .getDefaultMaxTextMessageBufferSize(),
                                session.getMaxBinaryMessageBufferSize()
                                        == session.getContainer()
                                                .getDefaultMaxBinaryMessageBufferSize(),
                                session.getContainer().getInstalledExtensions() != null)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
            }
            session.setMaxIdleTimeout(Long.parseLong(command));
            return "idle " + session.getMaxIdleTimeout();
        }

        @OnClose
        public void close(CloseReason reason) {
            IDLE.complete(String.valueOf(reason.getCloseCode().getCode()));
        }
    }

    private static final CompletableFuture<String> IDLE = new CompletableFuture<>();

    @ServerEndpoint("/session-limits/closed")
    public static class AfterIdle {

        @OnMessage
        public String message(String text) throws Exception {
            return IDLE.get();
        }
    }

    @ServerEndpoint("/container/a")
    public static class FirstInContainer {

        @OnMessage
        public String message(String text, Session session) {
            return String.valueOf(System.identityHashCode(session.getContainer()));
        }
    }

    @ServerEndpoint("/container/b")
    public static class SecondInContainer {

        @OnMessage
        public String message(String text, Session session) {
            return String.valueOf(System.identityHashCode(session.getContainer()));
        }
    }

    private static final CompletableFuture<Session> LEFT = new CompletableFuture<>();
    private static final CompletableFuture<String> LEAVING = new CompletableFuture<>();

    /** Leaves its session behind, and tells what could be read in its last callback. */
    @ServerEndpoint("/left-behind/{x}")
    public static class LeftBehind {

        @OnClose
        public void close(Session session, @PathParam("x") String x) {
            LEAVING.complete(
                    Stream.<Thrown.Action>of(
                                            session::getId,
                                            session::getUserProperties,
                                            session::getPathParameters,
                                            session::getRequestURI,
                                            session::isOpen,
                                            session::getOpenSessions)
                                    .map(Thrown::by)
                                    .collect(Collectors.joining(" "))
                            + " open "
                            + session.isOpen());
            LEFT.complete(session);
        }
    }

    /** Uses the session that was left behind. */
    @ServerEndpoint("/left-behind-found")
    public static class Finder {

        @OnMessage
        public String message(String command) throws Exception {
            Session session = LEFT.get();
            return switch (command) {
                case "leaving" -> LEAVING.get();
                case "close" ->
                        Thrown.by(session::close)
                                + " "
                                + Thrown.by(
                                        () ->
                                                session.close(
                                                        new CloseReason(
                                                                CloseReason.CloseCodes.GOING_AWAY,
                                                                "again")));
                default -> use(session);
            };
        }

        private static String use(Session session) {
            return Stream.<Thrown.Action>of(
                            session::getBasicRemote,
                            session::getAsyncRemote,
                            session::getContainer,
                            session::getMessageHandlers,
                            session::getProtocolVersion,
                            session::getNegotiatedSubprotocol,
                            session::getNegotiatedExtensions,
                            session::isSecure,
                            session::getMaxIdleTimeout,
                            () -> session.setMaxIdleTimeout(1),
                            session::getMaxTextMessageBufferSize,
                            () -> session.setMaxTextMessageBufferSize(1),
                            session::getMaxBinaryMessageBufferSize,
                            () -> session.setMaxBinaryMessageBufferSize(1),
                            session::getRequestURI,
                            session::getRequestParameterMap,
                            session::getQueryString,
                            session::getPathParameters,
                            session::getUserProperties,
                            session::getUserPrincipal,
                            session::getOpenSessions)
                    .map(Thrown::by)
                    .collect(Collectors.joining(" "));
        }
    }
}
