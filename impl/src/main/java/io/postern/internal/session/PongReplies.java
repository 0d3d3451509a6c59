package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Answers pings with at most one pong on its way: while it is not written, only the latest ping is
 * remembered, which RFC 6455 section 5.5.3 allows. A peer that pings and never reads so costs one
 * frame. Belongs to the event loop.
 */
final class PongReplies {

    private static final class Pong extends PongWebSocketFrame implements Automatic {
        private Pong(byte[] payload) {
            super(Unpooled.wrappedBuffer(payload));
        }
    }

    private final SendQueue queue;
    private boolean underWay;
    private byte @Nullable [] next;

    PongReplies(SendQueue queue) {
        this.queue = queue;
    }

    void answer(ByteBuf ping) {
        byte[] payload = ByteBufUtil.getBytes(ping);
        if (underWay) {
            next = payload;
        } else {
            send(payload);
        }
    }

    private void send(byte[] payload) {
        underWay = true;
        queue.offer(new Pong(payload)).whenComplete((nothing, failure) -> written());
    }

    private void written() {
        underWay = false;
        byte[] payload = next;
        next = null;
        if (payload != null) {
            send(payload);
        }
    }
}
