package io.postern.internal.endpoint;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code @ServerEndpoint} class declares, read once at deployment.
 *
 * @param type the annotated class
 * @param path the path template as written, without the listener's context path
 * @param subprotocols in order of preference
 * @param lifecycle its {@code @OnOpen}, {@code @OnClose} and {@code @OnError} methods
 * @param messages its {@code @OnMessage} methods
 */
public record EndpointDescriptor(
        Class<?> type,
        String path,
        List<String> subprotocols,
        Lifecycle lifecycle,
        Messages messages) {

    public EndpointDescriptor {
        subprotocols = List.copyOf(subprotocols);
    }

    /** The life-cycle callbacks that the class has. */
    record Lifecycle(
            Optional<CallbackMethod> onOpen,
            Optional<CallbackMethod> onClose,
            Optional<CallbackMethod> onError) {}

    /** The message callbacks that the class has: at most one for each kind. */
    record Messages(
            Optional<MessageMethod> text,
            Optional<MessageMethod> binary,
            Optional<MessageMethod> pong) {

        Optional<MessageMethod> of(MessageKind.Payload payload) {
            return switch (payload) {
                case TEXT -> text;
                case BINARY -> binary;
                case PONG -> pong;
            };
        }
    }

    /**
     * The limit that {@code @OnMessage(maxMessageSize)} sets for text messages, or {@code null} for
     * the listener's.
     */
    public @Nullable Long maxTextMessageSize() {
        return messages.text().flatMap(MessageMethod::maxMessageSize).orElse(null);
    }

    /** As {@link #maxTextMessageSize()}, for binary messages. */
    public @Nullable Long maxBinaryMessageSize() {
        return messages.binary().flatMap(MessageMethod::maxMessageSize).orElse(null);
    }
}
