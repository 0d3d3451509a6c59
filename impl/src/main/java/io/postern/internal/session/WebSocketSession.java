package io.postern.internal.session;

import io.postern.internal.endpoint.ConnectionContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the application sees it. All methods may be called from any thread. When
 * {@code @OnClose} has returned, all but {@code getId}, {@code isOpen} and {@code close} throw
 * IllegalStateException (Jakarta WebSocket 2.1, {@code Session}).
 */
final class WebSocketSession extends SessionConnection {

    private final SessionCore core;
    private final Handshake handshake;
    private final SessionServices services;
    private final Map<String, Object> userProperties;
    private final ConnectionContext context;
    private final BasicRemote basic;
    private final AsyncRemote async;
    private volatile long maxIdleTimeout;

    WebSocketSession(SessionCore core, Handshake handshake, SessionServices services) {
        super(
                core,
                services.listener(),
                new SessionIdentity(
                        core, handshake.identity(), services.config().ending().identityGrace()));
        this.core = core;
        this.handshake = handshake;
        this.services = services;
        // Values may be null, and callbacks of other sessions may look.
        this.userProperties =
                Collections.synchronizedMap(new HashMap<>(handshake.config().getUserProperties()));
        this.context = services.context().connected(client()::get, this);
        Outbound outbound =
                new Outbound(
                        core.queue(),
                        new OutboundMessages(core.queue()),
                        core.codecs(),
                        core.state(),
                        core::cut);
        this.basic = new BasicRemote(outbound);
        this.async =
                new AsyncRemote(
                        outbound,
                        this,
                        completion -> services.workers().execute(() -> complete(completion)),
                        services.container().getDefaultAsyncSendTimeout());
        this.maxIdleTimeout = services.container().getDefaultMaxSessionIdleTimeout();
    }

    /** Beside the callbacks, which are alone with what the connection has: so without that. */
    private void complete(Runnable completion) {
        context.run(() -> services.context().inRequest(client().get(), completion));
    }

    /** What surrounds its callbacks. */
    ConnectionContext context() {
        return context;
    }

    Handshake handshake() {
        return handshake;
    }

    /** Encodes an object as a message to its peer. */
    Remote.Encoded encode(Object object) throws IOException, EncodeException {
        return basic.encoded(object);
    }

    /** Sends a message without waiting; the payload must not be changed any more. */
    CompletableFuture<@Nullable Void> send(OutboundMessages.Kind kind, byte[] payload) {
        try {
            return async.send(kind, payload);
        } catch (IllegalStateException partsOutstanding) {
            return CompletableFuture.failedFuture(partsOutstanding);
        }
    }

    /** Where return values go. */
    BasicRemote basic() {
        return basic;
    }

    SessionCore core() {
        return core;
    }

    private SessionCore usable() {
        if (core.ended().isDone()) {
            throw new IllegalStateException(this + " is closed");
        }
        return core;
    }

    /** A sender that looks at no result must not go on for ever when the connection is gone. */
    private void requireConnection() {
        if (!usable().channel().isOpen()) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    @Override
    public WebSocketContainer getContainer() {
        usable();
        return services.container();
    }

    /**
     * Adds a handler whose class says for which type it is.
     *
     * @throws IllegalArgumentException when the class does not say it, as a lambda's cannot, or
     *     nothing makes that type of a message
     */
    @Override
    public void addMessageHandler(MessageHandler handler) {
        usable().handlers().add(handler);
    }

    /**
     * Adds a handler of whole messages.
     *
     * @throws IllegalArgumentException when nothing makes that type of a message
     */
    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        usable().handlers().add(type, handler, false);
    }

    /**
     * Adds a handler of messages in parts.
     *
     * @throws IllegalArgumentException when messages cannot be taken in parts of that type
     */
    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        usable().handlers().add(type, handler, true);
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        return usable().handlers().all();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        usable().handlers().remove(handler);
    }

    @Override
    public String getProtocolVersion() {
        usable();
        return "13";
    }

    @Override
    public String getNegotiatedSubprotocol() {
        usable();
        return handshake.subprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        usable();
        return handshake.extensions();
    }

    /** Always true: the listener speaks TLS only. */
    @Override
    public boolean isSecure() {
        usable();
        return true;
    }

    @Override
    public boolean isOpen() {
        return core.state().isOpen();
    }

    @Override
    public long getMaxIdleTimeout() {
        usable();
        return maxIdleTimeout;
    }

    /** Counts from now; 0 or less stops it. */
    @Override
    public void setMaxIdleTimeout(long milliseconds) {
        SessionCore current = usable();
        maxIdleTimeout = milliseconds;
        current.channel().eventLoop().execute(() -> current.idleTimer().start(milliseconds));
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int length) {
        usable().limits().binary(length);
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        return usable().limits().binary();
    }

    @Override
    public void setMaxTextMessageBufferSize(int length) {
        usable().limits().text(length);
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        return usable().limits().text();
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        requireConnection();
        return async;
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        requireConnection();
        return basic;
    }

    @Override
    public String getId() {
        return core.id();
    }

    @Override
    public void close() {
        core.close(CloseCodes.NORMAL);
    }

    /**
     * Starts the closing handshake; {@code @OnClose} is called when the connection has ended.
     *
     * @throws IllegalArgumentException for null, or a code that must not be sent (RFC 6455 section
     *     7.4)
     */
    @Override
    public void close(CloseReason reason) {
        core.close(CloseCodes.sendable(reason));
    }

    @Override
    public URI getRequestURI() {
        usable();
        return handshake.uri();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        usable();
        return handshake.parameters();
    }

    /** As it was sent, not decoded; null where the request had none. */
    @Override
    public @Nullable String getQueryString() {
        usable();
        return handshake.uri().getRawQuery();
    }

    @Override
    public Map<String, String> getPathParameters() {
        usable();
        return handshake.pathParameters();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        usable();
        return userProperties;
    }

    /** Null for a client that has not said who it is. */
    @Override
    public @Nullable Principal getUserPrincipal() {
        usable();
        return client().get().principal().orElse(null);
    }

    @Override
    public Set<Session> getOpenSessions() {
        return services.registry().openSessions(usable().endpoint());
    }

    @Override
    public String toString() {
        return "Session[" + core.id() + " at " + handshake.uri().getRawPath() + "]";
    }
}
