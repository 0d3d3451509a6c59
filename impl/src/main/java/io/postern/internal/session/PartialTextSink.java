package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.postern.internal.endpoint.Message;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A text message in parts: each frame is one. The bytes of a character that a frame ends within go
 * to the next part. The pipeline has already refused what is not UTF-8.
 */
final class PartialTextSink implements MessageSink {

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final Consumer<Message> receiver;

    /** At most the first three bytes of a character. */
    private byte[] begun = {};

    PartialTextSink(Consumer<Message> receiver) {
        this.receiver = receiver;
    }

    @Override
    public void frame(ByteBuf payload, boolean last) {
        ByteBuffer bytes = ByteBuffer.allocate(begun.length + payload.readableBytes());
        bytes.put(begun);
        payload.getBytes(payload.readerIndex(), bytes);
        bytes.flip();
        // UTF-8 never has more UTF-16 units than bytes.
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, text, last);
        begun = new byte[bytes.remaining()];
        bytes.get(begun);
        receiver.accept(new Message.Text(text.flip().toString(), last));
    }

    @Override
    public boolean collects() {
        return false;
    }

    @Override
    public void discard() {
        begun = new byte[0];
    }
}
