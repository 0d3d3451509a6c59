package io.postern.internal.tls;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.session.LingeringClose;

/**
 * Sits before TLS during the handshake. When that fails, the client has often sent more already,
 * and closing the socket at once would reset it and lose the alert that says why.
 */
final class AlertDelivery extends ChannelDuplexHandler {

    private boolean failed;
    private boolean lingering;

    /**
     * The handshake has failed: the next close, which is TLS's own, lets the alert arrive first.
     */
    void handshakeFailed() {
        failed = true;
    }

    /** Whether the connection closes by itself. */
    boolean isFailed() {
        return failed;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise closed) {
        if (!failed || lingering || !(context.channel() instanceof DuplexChannel socket)) {
            context.close(closed);
            return;
        }
        lingering = true;
        if (!closed.isVoid()) {
            socket.closeFuture().addListener(done -> closed.trySuccess());
        }
        LingeringClose.withoutTls(socket, context::close);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}
