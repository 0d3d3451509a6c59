package io.postern.internal.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A peer that takes nothing until it is told to: notes what is written, holds the promises. */
final class HeldWrites extends ChannelOutboundHandlerAdapter {

    private record Held(Object message, ChannelPromise promise) {}

    final List<Object> written = new ArrayList<>();
    int flushes;
    private final Queue<Held> held = new ArrayDeque<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        written.add(message);
        held.add(new Held(message, promise));
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        flushes++;
    }

    /** Lets the oldest write reach the socket. */
    void take() {
        Held next = held.remove();
        ReferenceCountUtil.release(next.message());
        next.promise().setSuccess();
    }

    void takeAll() {
        while (!held.isEmpty()) {
            take();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (Held left = held.poll(); left != null; left = held.poll()) {
            ReferenceCountUtil.release(left.message());
            left.promise().setFailure(new java.nio.channels.ClosedChannelException());
        }
    }
}
