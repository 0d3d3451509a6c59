package io.postern.internal.extension;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes that an extension leaves over, until it is done. */
final class ExtensionGate extends ChannelInboundHandlerAdapter {

    private @Nullable ExtendedConnection connection;

    /** Set before it can be used: the handler is added before it opens. */
    private @Nullable ChannelHandlerContext context;

    private @Nullable ByteBuf kept;

    void begin(ExtendedConnection current) {
        connection = current;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** What is not bytes the extension has made for itself alone. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            kept =
                    kept == null
                            ? bytes
                            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(
                                    ctx.alloc(), kept, bytes);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    boolean isEmpty() {
        return kept == null;
    }

    @Nullable ByteBuf take() {
        ByteBuf all = kept;
        kept = null;
        return all;
    }

    /** Hands over what it has kept, and goes. */
    void open() {
        ChannelHandlerContext ctx = context;
        ByteBuf all = take();
        if (ctx == null || ctx.isRemoved()) {
            ReferenceCountUtil.release(all);
            return;
        }
        ctx.pipeline().remove(this);
        if (all != null) {
            ctx.fireChannelRead(all);
        }
        // Who reads on demand may not have been heard.
        ctx.fireChannelReadComplete();
    }

    /** A reset of the peer's is what it is without extensions, too. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ExtendedConnection current = connection;
        if (cause instanceof IOException || current == null) {
            ctx.fireExceptionCaught(cause);
        } else {
            current.thrown(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ReferenceCountUtil.release(kept);
        kept = null;
    }
}
