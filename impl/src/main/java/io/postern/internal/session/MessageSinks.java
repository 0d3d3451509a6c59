package io.postern.internal.session;

import io.netty.buffer.ByteBufAllocator;
import io.postern.internal.endpoint.Message;
import io.postern.internal.endpoint.MessageKind;
import io.postern.internal.endpoint.MessageReceiver;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The sinks of one session. Who takes a message in parts is found when it begins, and gets all of
 * it (Jakarta WebSocket 2.1, {@code Session.addMessageHandler}); who takes a whole one is asked for
 * when its turn comes. Belongs to the event loop.
 */
final class MessageSinks {

    private final SessionCore session;
    private final BiConsumer<Message, @Nullable MessageReceiver> deliver;
    private final MessageSink wholeText;
    private final MessageSink wholeBinary;

    /**
     * @param deliver takes a message or part, and its receiver where that is known
     */
    MessageSinks(
            SessionCore session,
            int maxFragments,
            BiConsumer<Message, @Nullable MessageReceiver> deliver) {
        this.session = session;
        this.deliver = deliver;
        SessionLimits limits = session.limits();
        ByteBufAllocator allocator = session.channel().alloc();
        this.wholeText =
                new TextSink(
                        new FragmentBuffer(allocator, limits::maxTextMessage, maxFragments),
                        message -> deliver.accept(message, null));
        this.wholeBinary =
                new BinarySink(
                        new FragmentBuffer(allocator, limits::maxBinaryMessage, maxFragments),
                        message -> deliver.accept(message, null));
    }

    /** The sink for a message that begins now. */
    MessageSink begin(MessageKind kind) {
        Optional<MessageReceiver> parts =
                session.handlers().of(kind).filter(MessageReceiver::partial);
        if (kind == MessageKind.TEXT) {
            return parts.<MessageSink>map(r -> new PartialTextSink(m -> deliver.accept(m, r)))
                    .orElse(wholeText);
        }
        return parts.<MessageSink>map(r -> new PartialBinarySink(m -> deliver.accept(m, r)))
                .orElse(wholeBinary);
    }

    /** Drops what was collected of an unfinished message. */
    void discard() {
        wholeText.discard();
        wholeBinary.discard();
    }
}
