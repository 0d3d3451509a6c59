package io.postern.benchmarks.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.ServerHandshakeStateEvent;

/**
 * Returns each frame to its sender, or sends it to all that are connected to {@code /broadcast}.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter {

    private final ChannelGroup all;
    private boolean toAll;

    FrameHandler(ChannelGroup all) {
        this.all = all;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete upgraded) {
            toAll = upgraded.requestUri().equals("/broadcast");
            if (toAll) {
                all.add(context.channel());
            }
        } else if (!(event instanceof ServerHandshakeStateEvent)) {
            context.fireUserEventTriggered(event);
        }
    }

    /** The frame goes back as it is, in the buffer that it came in. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (toAll && message instanceof WebSocketFrame frame) {
            all.writeAndFlush(frame);
        } else {
            context.write(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that has gone; the harness notices what is lost.
        context.close();
    }
}
