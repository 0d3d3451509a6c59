package io.postern.internal.session;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Keeps the frames that one read brought while reading is paused, or for whose messages there is no
 * room, as small as they came: they are neither inflated nor made into messages before their turn.
 * What the TLS handler tells of the connection's end waits behind them. Holds no more than one
 * read, for then the socket is not read.
 */
final class HeldFrames extends ChannelDuplexHandler {

    /** An event that waits among the frames. */
    private record Event(Object event) {}

    /** Small until it is needed: most connections never hold any. */
    private final Queue<Object> held = new ArrayDeque<>(1);

    private final BooleanSupplier room;
    private boolean releasing;

    /**
     * @param room whether one frame more may be handed on; if not, it has reading pause
     */
    HeldFrames(BooleanSupplier room) {
        this.room = room;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (mustWait(context)) {
            held.add(frame);
        } else {
            context.fireChannelRead(frame);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (held.isEmpty()) {
            context.fireUserEventTriggered(event);
        } else {
            held.add(new Event(event));
        }
    }

    private boolean mustWait(ChannelHandlerContext context) {
        return !held.isEmpty() || !mayGoOn(context);
    }

    private boolean mayGoOn(ChannelHandlerContext context) {
        return context.channel().config().isAutoRead() && room.getAsBoolean();
    }

    /** Reading goes on: with what is held, and only then with the socket. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (releasing) {
            return;
        }
        boolean some = !held.isEmpty();
        releasing = true;
        try {
            while (!held.isEmpty() && mayGoOn(context)) {
                release(context, held.remove());
            }
            if (some) {
                context.fireChannelReadComplete();
            }
        } finally {
            releasing = false;
        }
        if (held.isEmpty()) {
            context.read();
        }
    }

    private static void release(ChannelHandlerContext context, Object next) {
        if (next instanceof Event waiting) {
            context.fireUserEventTriggered(waiting.event());
        } else {
            context.fireChannelRead(next);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (Object next = held.poll(); next != null; next = held.poll()) {
            ReferenceCountUtil.release(next);
        }
    }
}
