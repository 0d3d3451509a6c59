package io.postern.internal.session;

import static io.postern.internal.session.SessionLog.LOG;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.MessageLimits;
import io.postern.internal.endpoint.ConnectedEndpoint;
import io.postern.internal.endpoint.Message;
import io.postern.internal.endpoint.MessageReceiver;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The end of the pipeline: leads each frame to where it belongs, opens the endpoint when it is
 * added and closes it, once, when the connection is gone.
 */
final class SessionHandler extends ChannelDuplexHandler {

    private final WebSocketSession session;
    private final SessionCore core;
    private final ConnectedEndpoint endpoint;
    private final SessionRegistry registry;
    private final PendingMessages pending;
    private final PongReplies pongs;
    private final MessageAssembly messages;
    private final Runnable opened;

    /** What the peer's Close frame said, if one has come. Belongs to the event loop. */
    private CloseReason farewell = CloseCodes.ABNORMAL;

    /** Whether the endpoint has been told to close. Belongs to the event loop. */
    private boolean closing;

    /** Done when {@code @OnClose} has returned. */
    private final CompletableFuture<@Nullable Void> endpointClosed = new CompletableFuture<>();

    /**
     * @param opened runs on the event loop when the endpoint has opened, or failed to
     */
    SessionHandler(
            WebSocketSession session,
            ConnectedEndpoint endpoint,
            SessionServices services,
            Runnable opened) {
        this.session = session;
        this.core = session.core();
        this.endpoint = endpoint;
        this.registry = services.registry();
        this.opened = opened;
        MessageLimits limits = services.config().messages();
        this.pending = core.pending();
        this.pongs = new PongReplies(core.queue());
        this.messages =
                new MessageAssembly(
                        new MessageSinks(core, limits.maxFragments(), this::deliver),
                        core.gate(),
                        limits.messageTimeout(),
                        this::fail);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        registry.add(session);
        endpoint.open(failure -> core.close(CloseCodes.ENDPOINT_FAILED), this::opened);
        core.idleTimer().start(session.getMaxIdleTimeout());
        session.client().start(endpoint::lapsing);
        core.channel().closeFuture().addListener(closed -> ended());
    }

    private void opened() {
        try {
            core.channel().eventLoop().execute(opened);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the connection before it.
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof CloseWebSocketFrame close) {
                closedByPeer(CloseCodes.received(close.statusCode(), close.reasonText()));
            } else if (message instanceof WebSocketFrame frame && session.isOpen()) {
                receive(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        endpoint.messagesComplete();
        context.fireChannelReadComplete();
    }

    /**
     * What the peer sent before its Close frame is handled, and can be answered, first. The
     * connection ends when {@code @OnClose} has returned.
     */
    private void closedByPeer(CloseReason reason) {
        endpoint.messagesComplete();
        farewell = reason;
        messages.discard();
        core.closing().forceLater();
        endpoint.afterCallbacks(() -> core.closing().start(reason));
        closeEndpoint(core.closing()::end);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        if (!(message instanceof Automatic)) {
            core.idleTimer().activity();
        }
        context.write(message, written);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent && farewell == CloseCodes.ABNORMAL) {
            // What came before it is handled, and may still be answered.
            endpoint.messagesComplete();
            core.closing().peerEnded();
        }
        context.fireUserEventTriggered(event);
    }

    private void receive(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            pongs.answer(frame.content());
        } else if (frame instanceof PongWebSocketFrame) {
            receivePong(frame.content());
        } else {
            core.idleTimer().activity();
            messages.frame(frame);
        }
    }

    private void receivePong(ByteBuf payload) {
        if (!core.lifeSigns().takes(payload)) {
            ByteBuffer data = ByteBuffer.wrap(ByteBufUtil.getBytes(payload));
            PongMessage pong = data::asReadOnlyBuffer;
            deliver(new Message.Pong(pong), null);
        }
    }

    private void deliver(Message message, @Nullable MessageReceiver receiver) {
        pending.received();
        endpoint.message(message, receiver, pending::handled);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        fail(fault);
    }

    /** Closes the connection for a fault of the peer's. Called on the event loop. */
    void fail(Throwable fault) {
        // What came before it is still handled, and can be answered.
        endpoint.messagesComplete();
        CloseReason reason = CloseCodes.of(fault);
        int code = reason.getCloseCode().getCode();
        if (code == CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode()) {
            LOG.internalError(fault, core.id());
        } else {
            LOG.failed(core.id(), code, reason.getReasonPhrase());
        }
        if (session.isOpen() && reason != CloseCodes.ABNORMAL) {
            endpoint.error(fault);
        }
        // What still arrives need not be parsed: it goes past the decoder and is released here.
        Channel channel = core.channel();
        if (channel.pipeline().get(WebSocket13FrameDecoder.class) != null) {
            channel.pipeline().remove(WebSocket13FrameDecoder.class);
        }
        core.closing().fail(reason);
        closeEndpoint(() -> {});
    }

    private void ended() {
        endpoint.messagesComplete();
        core.state().close(farewell);
        messages.discard();
        core.idleTimer().stop();
        closeEndpoint(() -> {});
        endpointClosed.thenRun(
                () -> {
                    registry.remove(session);
                    core.ended().complete(null);
                });
    }

    /** Closes the endpoint with whatever comes first: a Close frame, a fault, the end. */
    private void closeEndpoint(Runnable then) {
        if (!closing) {
            closing = true;
            endpoint.close(
                    () -> core.state().close(farewell),
                    () -> {
                        endpointClosed.complete(null);
                        then.run();
                    });
        }
    }
}
