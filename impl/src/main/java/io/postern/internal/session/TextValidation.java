package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;

/**
 * Refuses text that is not UTF-8 (RFC 6455, section 8.1), as Netty does, byte by byte. A message in
 * one frame that is ASCII, as most JSON is, has nothing to be refused: that is found out eight
 * bytes at a time.
 */
final class TextValidation extends Utf8FrameValidator {

    private static final long NOT_ASCII = 0x80_80_80_80_80_80_80_80L;

    TextValidation() {
        super(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof TextWebSocketFrame text
                && text.isFinalFragment()
                && isAscii(text.content())) {
            context.fireChannelRead(message);
        } else {
            super.channelRead(context, message);
        }
    }

    private static boolean isAscii(ByteBuf bytes) {
        int end = bytes.writerIndex();
        int index = bytes.readerIndex();
        for (; index <= end - Long.BYTES; index += Long.BYTES) {
            if ((bytes.getLong(index) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; index < end; index++) {
            if (bytes.getByte(index) < 0) {
                return false;
            }
        }
        return true;
    }
}
