package io.postern.internal.endpoint;

import jakarta.websocket.MessageHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message handler that was added to a session.
 *
 * @param type in which it takes messages, or their parts
 * @param partial whether it is a {@code MessageHandler.Partial}
 */
record HandlerReceiver(
        MessageHandler handler, MessageType type, boolean partial, ConnectedCodecs codecs)
        implements MessageReceiver {

    @Override
    public Set<MessageKind> kinds() {
        return type.kinds();
    }

    @Override
    @SuppressWarnings("unchecked") // the handler was added for this type
    public void receive(Message message) throws Throwable {
        @Nullable Object value = type.convert(message, codecs);
        if (partial) {
            ((MessageHandler.Partial<@Nullable Object>) handler).onMessage(value, message.last());
        } else {
            ((MessageHandler.Whole<@Nullable Object>) handler).onMessage(value);
        }
    }
}
