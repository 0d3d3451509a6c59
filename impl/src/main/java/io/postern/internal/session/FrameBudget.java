package io.postern.internal.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.postern.internal.config.FrameRates;
import jakarta.websocket.CloseReason;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pauses reading for a second when more frames have come than a second may bring, and fails the
 * connection with 1008 when that lasts: small frames cost a peer next to nothing, and us much more.
 */
final class FrameBudget extends ChannelInboundHandlerAdapter {

    private final ReadGate gate;
    private final FrameRate data;
    private final FrameRate control;
    private @Nullable ScheduledFuture<?> pause;
    private boolean failed;

    /**
     * @param now by the event loop's clock
     */
    FrameBudget(ReadGate gate, FrameRates limits, long now) {
        this.gate = gate;
        this.data = new FrameRate(limits.data(), now);
        this.control = new FrameRate(limits.control(), now);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (failed) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof WebSocketFrame frame) {
            count(context, frame);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void count(ChannelHandlerContext context, WebSocketFrame frame) {
        boolean isControl = isControl(frame);
        FrameRate rate = isControl ? control : data;
        switch (rate.isLimited() ? rate.frame(now(context)) : FrameRate.Verdict.WITHIN) {
            case WITHIN -> context.fireChannelRead(frame);
            case BEYOND -> {
                pause(context, rate);
                context.fireChannelRead(frame);
            }
            case TOO_LONG -> {
                failed = true;
                frame.release();
                context.fireExceptionCaught(fault(isControl ? "control" : "data", rate));
            }
        }
    }

    private static boolean isControl(WebSocketFrame frame) {
        return frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || frame instanceof CloseWebSocketFrame;
    }

    private void pause(ChannelHandlerContext context, FrameRate rate) {
        if (pause == null) {
            gate.pause(ReadGate.Pause.FRAME_RATE);
            pause = context.executor().schedule(() -> resume(context, rate), 1, TimeUnit.SECONDS);
        }
    }

    private void resume(ChannelHandlerContext context, FrameRate rate) {
        pause = null;
        rate.resumed(now(context));
        gate.resume(ReadGate.Pause.FRAME_RATE);
    }

    private static SessionFault fault(String kind, FrameRate rate) {
        return new SessionFault(
                CloseReason.CloseCodes.VIOLATED_POLICY,
                "more than %d %s frames a second for %d s"
                        .formatted(rate.perSecond(), kind, FrameRate.PATIENCE_SECONDS));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ScheduledFuture<?> pending = pause;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private static long now(ChannelHandlerContext context) {
        return context.channel().eventLoop().ticker().nanoTime();
    }
}
