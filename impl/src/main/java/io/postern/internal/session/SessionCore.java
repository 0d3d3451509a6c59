package io.postern.internal.session;

import io.netty.channel.Channel;
import io.postern.internal.config.ReceiveLimits;
import io.postern.internal.endpoint.ConnectedCodecs;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.MessageHandlers;
import jakarta.websocket.CloseReason;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The parts of one session that do not concern the application. */
final class SessionCore {

    private final String id = UUID.randomUUID().toString();
    private final SessionState state = new SessionState();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Channel channel;
    private final DeployedEndpoint endpoint;
    private final SendQueue queue;
    private final CloseHandshake closing;
    private final ConnectedCodecs codecs;
    private final MessageHandlers handlers;
    private final SessionLimits limits;
    private final ReceiveLimits receiving;
    private final ReadGate gate;
    private final PendingMessages pending;
    private final LifeSigns lifeSigns;
    private final IdleTimer idleTimer;

    SessionCore(
            Channel channel,
            DeployedEndpoint endpoint,
            ServerEndpointConfig config,
            SessionServices services) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.queue = new SendQueue(channel, services.config().sending());
        this.closing = new CloseHandshake(channel, queue, state, services.config().closeTimeout());
        this.codecs = endpoint.codecs(config);
        this.handlers = new MessageHandlers(endpoint.descriptor().codecs(), codecs);
        this.limits =
                new SessionLimits(handlers, services.config().messages(), services.container());
        this.receiving = services.config().receiving();
        this.gate = new ReadGate(channel);
        this.pending = new PendingMessages(channel, gate, receiving.messages().pendingMessages());
        this.lifeSigns =
                new LifeSigns(
                        channel,
                        queue,
                        gate,
                        services.config().silence(),
                        closing::startByContainer);
        this.idleTimer = new IdleTimer(channel, gate, closing::startByContainer);
    }

    String id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    DeployedEndpoint endpoint() {
        return endpoint;
    }

    SessionState state() {
        return state;
    }

    SendQueue queue() {
        return queue;
    }

    CloseHandshake closing() {
        return closing;
    }

    ConnectedCodecs codecs() {
        return codecs;
    }

    MessageHandlers handlers() {
        return handlers;
    }

    SessionLimits limits() {
        return limits;
    }

    ReceiveLimits receiving() {
        return receiving;
    }

    ReadGate gate() {
        return gate;
    }

    PendingMessages pending() {
        return pending;
    }

    /** As that of {@link PendingMessages}; what comes to a closing session is dropped at once. */
    boolean hasRoom() {
        return !state.isOpen() || pending.hasRoom();
    }

    LifeSigns lifeSigns() {
        return lifeSigns;
    }

    IdleTimer idleTimer() {
        return idleTimer;
    }

    /** Done when the connection is gone and {@code @OnClose} has returned. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    void close(CloseReason reason) {
        closing.start(reason);
    }

    /** Closes the connection without a Close frame. */
    void cut() {
        LingeringClose.cut(channel);
    }
}
