package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.postern.internal.endpoint.Message;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Whole text messages. The pipeline has already refused what is not UTF-8. */
final class TextSink implements MessageSink {

    private final FragmentBuffer fragments;
    private final Consumer<Message> receiver;

    TextSink(FragmentBuffer fragments, Consumer<Message> receiver) {
        this.fragments = fragments;
        this.receiver = receiver;
    }

    @Override
    public void frame(ByteBuf payload, boolean last) {
        fragments.add(
                payload,
                last,
                whole -> receiver.accept(new Message.Text(whole.toString(StandardCharsets.UTF_8))));
    }

    @Override
    public void discard() {
        fragments.discard();
    }
}
