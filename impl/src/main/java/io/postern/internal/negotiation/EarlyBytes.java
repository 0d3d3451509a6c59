package io.postern.internal.negotiation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection that has no permit yet, so that its first byte and its end are noticed, and
 * keeps what comes: at most {@value #ENOUGH} bytes and then one read more. Reading must be off when
 * it is added.
 */
final class EarlyBytes extends ChannelInboundHandlerAdapter {

    /** More than a ClientHello has. */
    static final int ENOUGH = 4096;

    /** Set before it can be used: the handler is added before it delivers. */
    private @Nullable ChannelHandlerContext context;

    private @Nullable ByteBuf kept;
    private boolean enough;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            // Netty's next buffer is larger than one that was filled.
            enough = !bytes.isWritable();
            ByteBuf all = kept == null ? ctx.alloc().buffer(bytes.readableBytes()) : kept;
            kept = all;
            all.writeBytes(bytes);
            enough |= all.readableBytes() >= ENOUGH;
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!enough) {
            ctx.read();
        }
    }

    /** Hands over what it has kept, and goes. */
    void deliver() {
        ChannelHandlerContext ctx = context;
        ByteBuf all = kept;
        if (ctx == null || all == null || ctx.isRemoved()) {
            return;
        }
        kept = null;
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(all);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ReferenceCountUtil.release(kept);
        kept = null;
    }
}
