package io.postern.internal.session;

import io.postern.Broadcast;
import io.postern.OpenConnections;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.session.OutboundMessages.Kind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Open sessions of several listeners.
 *
 * @param listeners that are open when it is asked
 * @param condition for those that are meant
 */
public record OpenSelection(
        Supplier<Stream<Sessions>> listeners, Predicate<? super Session> condition)
        implements OpenConnections {

    /** All sessions of these listeners. */
    public OpenSelection(Supplier<Stream<Sessions>> listeners) {
        this(listeners, session -> true);
    }

    @Override
    public OpenConnections ofEndpoint(Class<?> endpoint) {
        return narrowed(
                session ->
                        endpoint.isAssignableFrom(session.core().endpoint().descriptor().type()));
    }

    @Override
    public OpenConnections onListener(String name) {
        return narrowed(session -> session.listener().equals(name));
    }

    @Override
    public OpenConnections withPathParameter(String name, String value) {
        return narrowed(session -> value.equals(session.handshake().pathParameters().get(name)));
    }

    @Override
    public OpenConnections ofPrincipal(String name) {
        return narrowed(
                session ->
                        session.client()
                                .get()
                                .principal()
                                .filter(principal -> principal.getName().equals(name))
                                .isPresent());
    }

    private OpenConnections narrowed(Predicate<WebSocketSession> more) {
        return where(session -> more.test((WebSocketSession) session));
    }

    @Override
    public OpenConnections where(Predicate<? super Session> more) {
        Predicate<? super Session> present = condition;
        return new OpenSelection(listeners, session -> present.test(session) && more.test(session));
    }

    @Override
    public List<Session> sessions() {
        return open().<Session>map(session -> session).toList();
    }

    private Stream<WebSocketSession> open() {
        return listeners.get().flatMap(Sessions::all).filter(Session::isOpen).filter(condition);
    }

    @Override
    public Broadcast sendText(String text) {
        byte[] payload = Remote.utf8(text);
        return send(session -> session.send(Kind.TEXT, payload));
    }

    @Override
    public Broadcast sendBinary(ByteBuffer data) {
        byte[] payload = Remote.copy(data);
        return send(session -> session.send(Kind.BINARY, payload));
    }

    @Override
    public Broadcast sendObject(Object object) {
        Remote.required(object);
        Map<DeployedEndpoint, Message> encoded = new HashMap<>();
        return send(
                session -> {
                    Message known = encoded.get(session.core().endpoint());
                    if (known != null) {
                        return known.sendTo(session);
                    }
                    Message made = Message.of(session, object);
                    // One that has closed meanwhile says nothing about the others.
                    if (session.isOpen()) {
                        encoded.put(session.core().endpoint(), made);
                    }
                    return made.sendTo(session);
                });
    }

    private Broadcast send(Function<WebSocketSession, CompletableFuture<@Nullable Void>> sending) {
        Map<Session, CompletionStage<Void>> sends = new LinkedHashMap<>();
        open().forEach(session -> sends.put(session, stage(sending.apply(session))));
        return new Broadcast(sends);
    }

    /** The API's {@code CompletionStage<Void>} has no word for its null. */
    @SuppressWarnings("NullAway")
    private static CompletionStage<Void> stage(CompletableFuture<@Nullable Void> written) {
        return written;
    }

    /** An object as the sessions of one endpoint send it, or why it cannot be sent. */
    private sealed interface Message {

        CompletableFuture<@Nullable Void> sendTo(WebSocketSession session);

        static Message of(WebSocketSession session, Object object) {
            try {
                return new Encoded(session.encode(object));
            } catch (IOException | EncodeException | RuntimeException e) {
                return new Failed(e);
            }
        }

        record Encoded(Remote.Encoded encoded) implements Message {
            @Override
            public CompletableFuture<@Nullable Void> sendTo(WebSocketSession session) {
                return session.send(encoded.kind(), encoded.payload());
            }
        }

        record Failed(Exception cause) implements Message {
            @Override
            public CompletableFuture<@Nullable Void> sendTo(WebSocketSession session) {
                return CompletableFuture.failedFuture(cause);
            }
        }
    }
}
