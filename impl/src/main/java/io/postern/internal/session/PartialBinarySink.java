package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.postern.internal.endpoint.Message;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A binary message in parts: each frame is one. */
record PartialBinarySink(Consumer<Message> receiver) implements MessageSink {

    @Override
    public void frame(ByteBuf payload, boolean last) {
        receiver.accept(new Message.Binary(ByteBuffer.wrap(ByteBufUtil.getBytes(payload)), last));
    }

    @Override
    public boolean collects() {
        return false;
    }

    @Override
    public void discard() {
        // Nothing is collected.
    }
}
