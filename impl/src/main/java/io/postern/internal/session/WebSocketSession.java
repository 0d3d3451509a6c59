package io.postern.internal.session;

import io.netty.channel.Channel;
import io.postern.internal.endpoint.DeployedEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One connection as the application sees it. All methods may be called from any thread. */
final class WebSocketSession implements Session {

    private final String id = UUID.randomUUID().toString();
    private final SessionState state = new SessionState();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Channel channel;
    private final Handshake handshake;
    private final DeployedEndpoint endpoint;
    private final SessionServices services;
    private final Map<String, Object> userProperties;
    private final SendQueue queue;
    private final CloseHandshake closing;
    private final BasicRemote basic;
    private final AsyncRemote async;
    private final SessionLimits limits;
    private final IdleTimer idleTimer;
    private volatile long maxIdleTimeout;

    WebSocketSession(
            Channel channel,
            Handshake handshake,
            DeployedEndpoint endpoint,
            SessionServices services) {
        this.channel = channel;
        this.handshake = handshake;
        this.endpoint = endpoint;
        this.services = services;
        this.userProperties = new ConcurrentHashMap<>(endpoint.config().getUserProperties());
        this.queue = new SendQueue(channel, services.config().sending());
        this.closing = new CloseHandshake(channel, queue, state, services.config().closeTimeout());
        OutboundMessages messages = new OutboundMessages(queue);
        this.basic = new BasicRemote(queue, messages, this::cut);
        this.async = new AsyncRemote(queue, messages, this, this::runCompletion, this::cut);
        this.async.setSendTimeout(services.container().getDefaultAsyncSendTimeout());
        this.limits = new SessionLimits(endpoint.descriptor(), services.container());
        this.idleTimer = new IdleTimer(channel, this::expire);
        this.maxIdleTimeout = services.container().getDefaultMaxSessionIdleTimeout();
    }

    // What the session's own parts need.

    SessionState state() {
        return state;
    }

    DeployedEndpoint endpoint() {
        return endpoint;
    }

    SendQueue queue() {
        return queue;
    }

    CloseHandshake closing() {
        return closing;
    }

    BasicRemote basic() {
        return basic;
    }

    SessionLimits limits() {
        return limits;
    }

    IdleTimer idleTimer() {
        return idleTimer;
    }

    /** Done when the connection is gone and {@code @OnClose} has returned. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    void closeNow(CloseReason reason) {
        closing.start(reason);
    }

    /** Closes the connection without a Close frame. */
    void cut() {
        LingeringClose.cut(channel);
    }

    private void expire() {
        closing.start(
                new CloseReason(
                        CloseReason.CloseCodes.GOING_AWAY, "idle for " + maxIdleTimeout + " ms"));
    }

    private void runCompletion(Runnable completion) {
        services.workers().execute(() -> services.context().run(completion));
    }

    // The application's side.

    @Override
    public WebSocketContainer getContainer() {
        return services.container();
    }

    @Override
    public void addMessageHandler(MessageHandler handler) {
        throw annotatedOnly();
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        throw annotatedOnly();
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        throw annotatedOnly();
    }

    private static UnsupportedOperationException annotatedOnly() {
        return new UnsupportedOperationException(
                "this version hands messages to @OnMessage methods only, not to message handlers");
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        return Set.of();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        // None was added.
    }

    @Override
    public String getProtocolVersion() {
        return "13";
    }

    @Override
    public String getNegotiatedSubprotocol() {
        return handshake.subprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        return List.of();
    }

    /** Always true: the listener speaks TLS only. */
    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public long getMaxIdleTimeout() {
        return maxIdleTimeout;
    }

    @Override
    public void setMaxIdleTimeout(long milliseconds) {
        maxIdleTimeout = milliseconds;
        channel.eventLoop().execute(() -> idleTimer.start(milliseconds));
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int length) {
        limits.binary(length);
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        return limits.binary();
    }

    @Override
    public void setMaxTextMessageBufferSize(int length) {
        limits.text(length);
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        return limits.text();
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        requireOpen();
        return async;
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        requireOpen();
        return basic;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("session " + id + " is closed");
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public void close() {
        closing.start(CloseCodes.NORMAL);
    }

    /**
     * Starts the closing handshake; {@code @OnClose} is called when the connection has ended.
     *
     * @throws IllegalArgumentException for a code that must not be sent (RFC 6455 section 7.4)
     */
    @Override
    public void close(CloseReason reason) {
        closing.start(CloseCodes.sendable(reason));
    }

    @Override
    public URI getRequestURI() {
        return handshake.uri();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        return handshake.parameters();
    }

    /** As it was sent, not decoded; null where the request had none. */
    @Override
    public @Nullable String getQueryString() {
        return handshake.uri().getRawQuery();
    }

    @Override
    public Map<String, String> getPathParameters() {
        return handshake.pathParameters();
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return userProperties;
    }

    /** Null: this version authenticates nobody. */
    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public Set<Session> getOpenSessions() {
        return services.registry().openSessions(endpoint);
    }

    @Override
    public String toString() {
        return "Session[" + id + " at " + handshake.uri().getRawPath() + "]";
    }
}
