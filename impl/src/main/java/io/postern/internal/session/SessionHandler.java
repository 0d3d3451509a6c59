package io.postern.internal.session;

import static io.postern.internal.session.SessionLog.LOG;

import io.netty.buffer.ByteBufUtil;
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
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;

/**
 * The end of the pipeline: leads each frame to where it belongs, opens the endpoint when it is
 * added and closes it, once, when the connection is gone.
 */
final class SessionHandler extends ChannelDuplexHandler {

    private final WebSocketSession session;
    private final ConnectedEndpoint endpoint;
    private final SessionRegistry registry;
    private final PendingMessages pending;
    private final PongReplies pongs;
    private final MessageAssembly messages;

    /** What the peer's Close frame said, if one has come. Belongs to the event loop. */
    private CloseReason farewell = CloseCodes.ABNORMAL;

    SessionHandler(
            ChannelHandlerContext decoder,
            WebSocketSession session,
            ConnectedEndpoint endpoint,
            SessionServices services) {
        this.session = session;
        this.endpoint = endpoint;
        this.registry = services.registry();
        MessageLimits limits = services.config().messages();
        this.pending = new PendingMessages(decoder.channel(), limits.pendingMessages());
        this.pongs = new PongReplies(session.queue());
        this.messages =
                new MessageAssembly(
                        textSink(decoder, limits),
                        binarySink(decoder, limits),
                        limits.messageTimeout(),
                        fault -> fail(decoder, fault));
    }

    private MessageSink textSink(ChannelHandlerContext context, MessageLimits limits) {
        return endpoint.takesText()
                ? new TextSink(
                        new FragmentBuffer(
                                context.alloc(),
                                session.limits()::maxTextMessage,
                                limits.maxFragments()),
                        this::text)
                : new RefusingSink("text");
    }

    private MessageSink binarySink(ChannelHandlerContext context, MessageLimits limits) {
        return endpoint.takesBinary()
                ? new BinarySink(
                        new FragmentBuffer(
                                context.alloc(),
                                session.limits()::maxBinaryMessage,
                                limits.maxFragments()),
                        this::binary)
                : new RefusingSink("binary");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        registry.add(session);
        endpoint.open(failure -> session.closeNow(CloseCodes.ENDPOINT_FAILED));
        session.idleTimer().start(session.getMaxIdleTimeout());
        context.channel().closeFuture().addListener(closed -> ended());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            session.idleTimer().activity();
            if (message instanceof CloseWebSocketFrame close) {
                closedByPeer(CloseCodes.received(close.statusCode(), close.reasonText()));
            } else if (message instanceof WebSocketFrame frame && session.isOpen()) {
                receive(context, frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** What the peer sent before its Close frame is handled, and can be answered, first. */
    private void closedByPeer(CloseReason reason) {
        farewell = reason;
        messages.discard();
        if (session.isOpen()) {
            session.closing().forceLater();
            endpoint.afterCallbacks(() -> session.closing().received(reason));
        } else {
            session.closing().received(reason);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        session.idleTimer().activity();
        context.write(message, written);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent && farewell == CloseCodes.ABNORMAL) {
            session.closing().peerEnded();
        }
        context.fireUserEventTriggered(event);
    }

    private void receive(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            pongs.answer(frame.content());
        } else if (frame instanceof PongWebSocketFrame) {
            ByteBuffer data = ByteBuffer.wrap(ByteBufUtil.getBytes(frame.content()));
            PongMessage pong = data::asReadOnlyBuffer;
            pending.received();
            endpoint.pong(pong, pending::handled);
        } else {
            messages.frame(frame, context.executor());
        }
    }

    private void text(String message) {
        pending.received();
        endpoint.text(message, pending::handled);
    }

    private void binary(ByteBuffer message) {
        pending.received();
        endpoint.binary(message, pending::handled);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        fail(context, fault);
    }

    private void fail(ChannelHandlerContext context, Throwable fault) {
        CloseReason reason = CloseCodes.of(fault);
        int code = reason.getCloseCode().getCode();
        if (code == CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode()) {
            LOG.internalError(fault, session.getId());
        } else {
            LOG.failed(session.getId(), code, reason.getReasonPhrase());
        }
        if (session.isOpen() && reason != CloseCodes.ABNORMAL) {
            endpoint.error(fault);
        }
        // What still arrives need not be parsed: it goes past the decoder and is released here.
        if (context.pipeline().get(WebSocket13FrameDecoder.class) != null) {
            context.pipeline().remove(WebSocket13FrameDecoder.class);
        }
        session.closing().fail(reason);
    }

    private void ended() {
        messages.discard();
        session.idleTimer().stop();
        CloseReason reason = session.state().close(farewell);
        endpoint.close(
                reason,
                () -> {
                    registry.remove(session);
                    session.ended().complete(null);
                });
    }
}
