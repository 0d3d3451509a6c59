package io.postern.internal.extension;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.postern.internal.negotiation.NegotiationHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection for its extensions: at most {@link NegotiationHandler#EARLY_READ} bytes and
 * then one read more. Who has taken so many and is not finished will not be.
 */
final class ReadBound extends ChannelDuplexHandler {

    private final ExtensionGate gate;
    private @Nullable ExtendedConnection connection;

    /** Set before it can be used: the handler is added before it replays. */
    private @Nullable ChannelHandlerContext context;

    private int read;

    ReadBound(ExtensionGate gate) {
        this.gate = gate;
    }

    void begin(ExtendedConnection current) {
        connection = current;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        read += ((ByteBuf) message).readableBytes();
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (isEnough()) {
            check();
        } else {
            ctx.read();
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!isEnough()) {
            ctx.read();
        }
    }

    /** Hands on again what was read before. */
    void replay(ByteBuf bytes) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || ctx.isRemoved()) {
            bytes.release();
            return;
        }
        ctx.fireChannelRead(bytes);
        ctx.fireChannelReadComplete();
        if (isEnough()) {
            check();
        }
    }

    private boolean isEnough() {
        return read >= NegotiationHandler.EARLY_READ;
    }

    private void check() {
        ExtendedConnection current = connection;
        if (current != null && !current.isFinished() && gate.isEmpty()) {
            current.insatiable(read);
        }
    }
}
