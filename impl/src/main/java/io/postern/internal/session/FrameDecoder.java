package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/**
 * Makes frames of bytes. Whatever arrives is a sign of life, also a part of a frame; but a frame
 * that has begun must be complete within the time that a message may take. Belongs to the event
 * loop.
 */
final class FrameDecoder extends WebSocket13FrameDecoder {

    private final LifeSigns lifeSigns;
    private final PeerDeadline deadline;
    private boolean begun;

    FrameDecoder(WebSocketDecoderConfig config, LifeSigns lifeSigns, PeerDeadline deadline) {
        super(config);
        this.lifeSigns = lifeSigns;
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        lifeSigns.sign();
        super.channelRead(context, bytes);
    }

    /** Called with at least one byte; a call makes one frame or none. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> frames)
            throws Exception {
        super.decode(context, bytes, frames);
        boolean complete = !frames.isEmpty();
        if (complete) {
            deadline.end();
        } else if (!begun) {
            deadline.begin();
        }
        begun = !complete;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        deadline.stop();
    }
}
