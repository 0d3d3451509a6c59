package io.postern.it.conformance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoints that register message handlers of every kind. */
public final class HandlerEndpoints {

    private HandlerEndpoints() {}

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @ApplicationScoped
    public static class AtStartup {

        @Inject ServerContainer container;

        void deploy(@Observes Startup event) throws DeploymentException {
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Handled.class, "/handlers/{kind}")
                            .decoders(List.of(Coders.FromText.class, Coders.FromBytes.class))
                            .build());
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Rules.class, "/handler-rules").build());
            container.addEndpoint(
                    ServerEndpointConfig.Builder.create(Changing.class, "/handler-changes")
                            .build());
        }
    }

    /** Registers the handler that the path asks for. */
    public static class Handled extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            String kind = session.getPathParameters().get("kind");
            MessageHandler handler =
                    kind.startsWith("partial") ? part(kind, session) : whole(kind, session);
            session.addMessageHandler(handler);
        }

        private static MessageHandler whole(String kind, Session session) {
            return switch (kind) {
                case "string" ->
                        new MessageHandler.Whole<String>() {
                            @Override
                            public void onMessage(String message) {
                                send(session, "string " + message);
                            }
                        };
                case "reader" ->
                        new MessageHandler.Whole<Reader>() {
                            @Override
                            public void onMessage(Reader message) {
                                StringWriter all = new StringWriter();
                                try {
                                    message.transferTo(all);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                                send(session, "reader " + all);
                            }
                        };
                case "bytes" ->
                        new MessageHandler.Whole<byte[]>() {
                            @Override
                            public void onMessage(byte[] message) {
                                send(session, "bytes " + hex(message));
                            }
                        };
                case "buffer" ->
                        new MessageHandler.Whole<ByteBuffer>() {
                            @Override
                            public void onMessage(ByteBuffer message) {
                                send(session, "buffer " + hex(bytes(message)));
                            }
                        };
                case "stream" ->
                        new MessageHandler.Whole<InputStream>() {
                            @Override
                            public void onMessage(InputStream message) {
                                try {
                                    send(session, "stream " + hex(message.readAllBytes()));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }
                        };
                case "pong" ->
                        new MessageHandler.Whole<PongMessage>() {
                            @Override
                            public void onMessage(PongMessage message) {
                                send(session, "pong " + hex(bytes(message.getApplicationData())));
                            }
                        };
                case "decoded" -> new Decoded(session);
                default -> throw new IllegalArgumentException(kind);
            };
        }

        private static MessageHandler part(String kind, Session session) {
            return switch (kind) {
                case "partial-string" ->
                        new MessageHandler.Partial<String>() {
                            @Override
                            public void onMessage(String part, boolean last) {
                                send(session, "part " + part + " " + last);
                            }
                        };
                case "partial-bytes" ->
                        new MessageHandler.Partial<byte[]>() {
                            @Override
                            public void onMessage(byte[] part, boolean last) {
                                send(session, "part " + hex(part) + " " + last);
                            }
                        };
                case "partial-buffer" ->
                        new MessageHandler.Partial<ByteBuffer>() {
                            @Override
                            public void onMessage(ByteBuffer part, boolean last) {
                                send(session, "part " + hex(bytes(part)) + " " + last);
                            }
                        };
                default -> throw new IllegalArgumentException(kind);
            };
        }
    }

    /** Its type is found in a generic superclass. */
    abstract static class Telling<T> implements MessageHandler.Whole<T> {

        private final Session session;

        Telling(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(T message) {
            send(session, "decoded " + message);
        }
    }

    static final class Decoded extends Telling<Coders.Words> {

        Decoded(Session session) {
            super(session);
        }
    }

    /** Tells what of the rules on handlers is kept. */
    public static class Rules extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(
                    new MessageHandler.Whole<String>() {
                        @Override
                        public void onMessage(String rule) {
                            send(session, answer(rule, session));
                        }
                    });
        }

        private static String answer(String rule, Session session) {
            return switch (rule) {
                case "one of each" -> oneOfEach(session);
                case "second" -> second(session);
                case "untyped" ->
                        Thrown.by(
                                () ->
                                        session.addMessageHandler(
                                                (MessageHandler.Whole<String>) text -> {}));
                case "unknown type" ->
                        Thrown.by(() -> session.addMessageHandler(Thread.class, thread -> {}));
                case "partial decoded" ->
                        Thrown.by(
                                () ->
                                        session.addMessageHandler(
                                                Reader.class,
                                                (MessageHandler.Partial<Reader>)
                                                        (part, last) -> {}));
                case "set" ->
                        Thrown.by(() -> session.getMessageHandlers().clear())
                                + " "
                                + session.getMessageHandlers().size();
                default -> throw new IllegalArgumentException(rule);
            };
        }

        private static String oneOfEach(Session session) {
            String thrown =
                    Thrown.by(() -> session.addMessageHandler(byte[].class, bytes -> {}))
                            + " "
                            + Thrown.by(
                                    () -> session.addMessageHandler(PongMessage.class, pong -> {}));
            return thrown + " " + session.getMessageHandlers().size();
        }

        private static String second(Session session) {
            return Stream.<Thrown.Action>of(
                            () -> session.addMessageHandler(String.class, text -> {}),
                            () -> session.addMessageHandler(Reader.class, text -> {}),
                            () ->
                                    session.addMessageHandler(
                                            String.class,
                                            (MessageHandler.Partial<String>) (part, last) -> {}),
                            () ->
                                    session.addMessageHandler(
                                            new MessageHandler.Whole<String>() {
                                                @Override
                                                public void onMessage(String text) {}
                                            }))
                    .map(Thrown::by)
                    .collect(Collectors.joining(" "));
        }
    }

    /** Replaces its handler while a message is under way. */
    public static class Changing extends Endpoint {

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(
                    new MessageHandler.Partial<String>() {
                        @Override
                        public void onMessage(String part, boolean last) {
                            Set<MessageHandler> before = session.getMessageHandlers();
                            if (before.contains(this)) {
                                session.removeMessageHandler(this);
                                session.addMessageHandler(
                                        String.class, text -> send(session, "new got " + text));
                            }
                            send(
                                    session,
                                    "old got "
                                            + part
                                            + " "
                                            + last
                                            + ", handlers before "
                                            + before.size());
                        }
                    });
        }
    }
}
