package io.postern.it.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Endpoints that extend {@link Endpoint}, and the bean that deploys them as the application starts.
 */
public final class ProgrammaticEndpoints {

    private ProgrammaticEndpoints() {}

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ApplicationScoped
    public static class AtStartup {

        @Inject ServerContainer container;

        void deploy(@Observes Startup event) throws DeploymentException {
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Life.class, "/programmatic/life/{name}")
                            .subprotocols(List.of("v1.life"))
                            .build());
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Coded.class, "/programmatic/coded")
                            .decoders(List.of(Coders.FromText.class, Coders.FromBytes.class))
                            .encoders(List.of(Coders.ToText.class))
                            .build());
            ServerEndpointConfig shared =
                    ServerEndpointConfig.Builder.create(Shared.class, "/programmatic/shared")
                            .build();
            shared.getUserProperties().put("greeting", "hello");
            container.addEndpoint(shared);
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Annotated.class, "/programmatic/annotated")
                            .build());
            container.addEndpoint(Scanned.class);
        }
    }

    /** Tells of its life, and has a handler for text. */
    public static class Life extends Endpoint {

        private Session opened;
        private int messages;

        @Inject Notes notes;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            opened = session;
            // Whole<String> as a lambda needs its class.
            session.addMessageHandler(String.class, text -> message(session, text));
            send(
                    session,
                    "opened " + session.getPathParameters() + session.getNegotiatedSubprotocol());
        }

        private void message(Session session, String text) {
            if (text.equals("fail")) {
                throw new IllegalStateException("as asked");
            }
            send(session, text + " " + ++messages);
        }

        @Override
        public void onError(Session session, Throwable error) {
            send(session, error + ", same session " + (session == opened));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            notes.add(
                    "%s closed %d %s"
                            .formatted(
                                    session.getPathParameters().get("name"),
                                    reason.getCloseCode().getCode(),
                                    reason.getReasonPhrase()));
        }
    }

    /** Takes decoded messages in one handler and raw pongs in another. */
    public static class Coded extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(
                    new MessageHandler.Whole<Coders.Words>() {
                        @Override
                        public void onMessage(Coders.Words words) {
                            try {
                                session.getBasicRemote().sendObject(words);
                            } catch (Exception e) {
                                send(session, e.toString());
                            }
                        }
                    });
        }
    }

    /** Has properties of its configuration. */
    public static class Shared extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            Map<String, Object> properties = session.getUserProperties();
            send(session, "config " + config.getUserProperties().get("greeting"));
            send(session, "session " + properties.put("greeting", "changed"));
        }
    }

    /** Is deployed under another path than its annotation's, with a configuration. */
    @ServerEndpoint("/programmatic/by-annotation")
    public static class Annotated {

        @OnMessage
        public String message(String text, Session session) {
            return text + " at " + session.getRequestURI().getPath();
        }
    }

    /** Is submitted twice: it is found, and it is added. */
    @ServerEndpoint("/programmatic/scanned")
    public static class Scanned {

        @OnOpen
        public void open(Session session) throws IOException {
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            remote.sendText("opened once");
            remote.sendText("and no more");
        }
    }

    /** Adds endpoints while the listener is open, and tells what became of it. */
    @ServerEndpoint("/programmatic/add")
    public static class Adder {

        @Inject ServerContainer container;

        @OnMessage
        public String message(String what, Session session) {
            return switch (what) {
                case "good" ->
                        Thrown.by(
                                () ->
                                        container.addEndpoint(
                                                ServerEndpointConfig.Builder.create(
                                                                Life.class,
                                                                "/programmatic/late/{name}")
                                                        .build()));
                case "same path" ->
                        Thrown.by(
                                () ->
                                        container.addEndpoint(
                                                ServerEndpointConfig.Builder.create(
                                                                Life.class,
                                                                "/programmatic/life/{other}")
                                                        .build()));
                case "malformed" ->
                        Thrown.by(
                                () ->
                                        container.addEndpoint(
                                                ServerEndpointConfig.Builder.create(
                                                                Malformed.class,
                                                                "/programmatic/malformed")
                                                        .build()));
                case "unannotated" -> Thrown.by(() -> container.addEndpoint(String.class));
                case "again" -> Thrown.by(() -> container.addEndpoint(Scanned.class));
                case "upgrade" ->
                        Thrown.by(
                                () ->
                                        container.upgradeHttpToWebSocket(
                                                new Object(),
                                                new Object(),
                                                ServerEndpointConfig.Builder.create(
                                                                Life.class, "/programmatic/up")
                                                        .build(),
                                                Map.of()));
                case "same container" -> String.valueOf(isMine(session));
                default -> throw new IllegalArgumentException(what);
            };
        }

        /** The injected one may be a proxy, so it is known by what it tells. */
        private boolean isMine(Session session) {
            container.setDefaultMaxTextMessageBufferSize(65_432);
            boolean same = session.getContainer().getDefaultMaxTextMessageBufferSize() == 65_432;
            container.setDefaultMaxTextMessageBufferSize(65_536);
            return same && session.getContainer() instanceof ServerContainer;
        }
    }

    /** Is no endpoint: its method takes what nobody can supply. */
    public static class Malformed {

        @OnMessage
        public void message(Map<String, String> map) {}
    }
}
