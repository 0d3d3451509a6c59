package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.postern.internal.endpoint.Message;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Whole binary messages, each in heap memory of its own. */
final class BinarySink implements MessageSink {

    private final FragmentBuffer fragments;
    private final Consumer<Message> receiver;

    BinarySink(FragmentBuffer fragments, Consumer<Message> receiver) {
        this.fragments = fragments;
        this.receiver = receiver;
    }

    @Override
    public void frame(ByteBuf payload, boolean last) {
        fragments.add(
                payload,
                last,
                whole ->
                        receiver.accept(
                                new Message.Binary(ByteBuffer.wrap(ByteBufUtil.getBytes(whole)))));
    }

    @Override
    public void discard() {
        fragments.discard();
    }
}
