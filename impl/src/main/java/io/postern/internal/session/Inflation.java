package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the messages that a client has compressed (RFC 7692 section 7.2.2), frame by frame.
 * Memory grows with what a frame inflates to and never beyond what a frame may have.
 *
 * <p>Netty's own decoder fails on a fragment that inflates to nothing yet, though a message may be
 * cut anywhere; it drops what follows a final DEFLATE block, which section 7.2.3.4 allows in the
 * middle of a message; and its limit is not exact.
 */
final class Inflation extends MessageToMessageDecoder<WebSocketFrame> {

    /** The bit that marks the first frame of a compressed message (RFC 7692 section 6). */
    private static final int RSV1 = 4;

    /** What the sender has cut off the end of each message (RFC 7692 section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final boolean keepContext;
    private final LongSupplier maxText;
    private final LongSupplier maxBinary;
    private LongSupplier max;
    private boolean compressed;

    /** Native memory; made with the first compressed message. */
    private @Nullable Inflater inflater;

    /**
     * @param maxText bytes that a frame of a text message may inflate to; asked for each message
     * @param maxBinary the same for binary messages
     */
    Inflation(boolean keepContext, LongSupplier maxText, LongSupplier maxBinary) {
        super(WebSocketFrame.class);
        this.keepContext = keepContext;
        this.maxText = maxText;
        this.maxBinary = maxBinary;
        this.max = maxText;
    }

    @Override
    protected void decode(ChannelHandlerContext context, WebSocketFrame frame, List<Object> out) {
        boolean text = frame instanceof TextWebSocketFrame;
        boolean first = text || frame instanceof BinaryWebSocketFrame;
        if (frame.rsv() != 0 && !(first && frame.rsv() == RSV1)) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.PROTOCOL_ERROR,
                    "a reserved bit is set where no extension gives it a meaning");
        }
        if (first) {
            compressed = frame.rsv() == RSV1;
            max = text ? maxText : maxBinary;
        }
        if (!compressed || !(first || frame instanceof ContinuationWebSocketFrame)) {
            out.add(frame.retain());
            return;
        }
        out.add(withContent(frame, inflate(context.alloc(), frame)));
    }

    private static WebSocketFrame withContent(WebSocketFrame frame, ByteBuf content) {
        boolean last = frame.isFinalFragment();
        if (frame instanceof TextWebSocketFrame) {
            return new TextWebSocketFrame(last, 0, content);
        }
        return frame instanceof BinaryWebSocketFrame
                ? new BinaryWebSocketFrame(last, 0, content)
                : new ContinuationWebSocketFrame(last, 0, content);
    }

    private ByteBuf inflate(ByteBufAllocator allocator, WebSocketFrame frame) {
        int limit = (int) Math.min(max.getAsLong(), Integer.MAX_VALUE - 16);
        Inflater source = inflater();
        // One more than allowed is enough to see that it is too much.
        ByteBuf content = allocator.heapBuffer(Math.min(256, limit + 1), limit + 1);
        try {
            for (ByteBuffer part : frame.content().nioBuffers()) {
                inflate(source, part, content, limit);
            }
            if (frame.isFinalFragment()) {
                inflate(source, ByteBuffer.wrap(TAIL), content, limit);
                endMessage(source);
            }
        } catch (DataFormatException corrupt) {
            content.release();
            throw new SessionFault(
                    CloseCodes.NOT_CONSISTENT, "a message is not valid DEFLATE data");
        } catch (RuntimeException e) {
            content.release();
            throw e;
        }
        return content;
    }

    private static void inflate(Inflater source, ByteBuffer part, ByteBuf target, int limit)
            throws DataFormatException {
        source.setInput(part);
        while (true) {
            target.ensureWritable(1);
            int start = target.writerIndex();
            int count =
                    source.inflate(
                            target.array(), target.arrayOffset() + start, target.writableBytes());
            target.writerIndex(start + count);
            if (target.readableBytes() > limit) {
                throw new SessionFault(
                        CloseCodes.TOO_BIG, "a message may have at most " + limit + " bytes");
            }
            if (source.finished()) {
                // Behind a final block another stream may begin (RFC 7692 section 7.2.3.4).
                source.reset();
                source.setInput(part);
            }
            if (source.needsDictionary()) {
                throw new DataFormatException("a dictionary is wanted");
            }
            if (count == 0 && !part.hasRemaining()) {
                return;
            }
        }
    }

    private Inflater inflater() {
        Inflater current = inflater;
        if (current == null) {
            current = new Inflater(true);
            inflater = current;
        }
        return current;
    }

    private void endMessage(Inflater current) {
        if (!keepContext) {
            current.end();
            inflater = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        Inflater current = inflater;
        inflater = null;
        if (current != null) {
            current.end();
        }
    }
}
