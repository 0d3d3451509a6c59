package io.postern.internal.endpoint;

import jakarta.websocket.MessageHandler;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes the messages of one session: at most one receiver for each kind. May be changed and
 * asked on any thread.
 */
public final class MessageHandlers {

    private final Codecs codecs;
    private final ConnectedCodecs connected;

    /** Replaced as a whole. */
    private volatile Map<MessageKind, MessageReceiver> receivers = Map.of();

    public MessageHandlers(Codecs codecs, ConnectedCodecs connected) {
        this.codecs = codecs;
        this.connected = connected;
    }

    /** Who takes messages of this kind now. */
    public Optional<MessageReceiver> of(MessageKind kind) {
        return Optional.ofNullable(receivers.get(kind));
    }

    /** The largest message, in bytes, that any receiver takes; at least {@code sessionLimit}. */
    public long maxMessageSize(MessageKind kind, long sessionLimit) {
        MessageReceiver receiver = receivers.get(kind);
        return receiver == null ? sessionLimit : receiver.maxMessageSize(sessionLimit);
    }

    /**
     * Adds a handler; its class says for which type it is.
     *
     * @throws IllegalStateException when its kind of message has one already
     * @throws IllegalArgumentException when the type cannot be seen or nothing makes it
     */
    public void add(MessageHandler handler) {
        List<MessageReceiver> made = new ArrayList<>();
        if (handler instanceof MessageHandler.Whole<?>) {
            made.add(receiver(declared(handler, MessageHandler.Whole.class), handler, false));
        }
        if (handler instanceof MessageHandler.Partial<?>) {
            made.add(receiver(declared(handler, MessageHandler.Partial.class), handler, true));
        }
        if (made.isEmpty()) {
            throw new IllegalArgumentException(
                    handler + " is neither a MessageHandler.Whole nor a MessageHandler.Partial");
        }
        install(made);
    }

    private static Class<?> declared(MessageHandler handler, Class<?> form) {
        return TypeArguments.of(handler.getClass(), form)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        handler.getClass().getName()
                                                + " does not say for which type it is, as a lambda"
                                                + " cannot; use addMessageHandler(Class,"
                                                + " handler)"));
    }

    /**
     * Adds a handler for {@code type}.
     *
     * @throws IllegalStateException when its kind of message has one already
     * @throws IllegalArgumentException when nothing makes a {@code type} of a message
     */
    public void add(Class<?> type, MessageHandler handler, boolean partial) {
        if (type == null || handler == null) {
            throw new IllegalArgumentException("a handler and its type cannot be null");
        }
        install(List.of(receiver(type, handler, partial)));
    }

    private MessageReceiver receiver(Class<?> type, MessageHandler handler, boolean partial) {
        MessageType messages =
                MessageType.of(type, partial ? new Codecs() : codecs)
                        .filter(found -> !partial || found.takesParts())
                        .orElseThrow(() -> new IllegalArgumentException(unusable(type, partial)));
        return new HandlerReceiver(handler, messages, partial, connected);
    }

    private static String unusable(Class<?> type, boolean partial) {
        return partial
                ? "messages cannot be taken in parts of type "
                        + type.getName()
                        + "; use String, byte[] or ByteBuffer"
                : "the endpoint names no decoder for "
                        + type.getName()
                        + "; name one, or use String, Reader, byte[], ByteBuffer, InputStream or"
                        + " PongMessage";
    }

    /** Adds a receiver for all its kinds. */
    void install(MessageReceiver receiver) {
        install(List.of(receiver));
    }

    /** Adds all of them or, where a kind is taken, none. */
    private synchronized void install(List<MessageReceiver> added) {
        Map<MessageKind, MessageReceiver> changed = new EnumMap<>(MessageKind.class);
        changed.putAll(receivers);
        for (MessageReceiver receiver : added) {
            for (MessageKind kind : receiver.kinds()) {
                if (changed.putIfAbsent(kind, receiver) != null) {
                    throw new IllegalStateException(
                            "the session has a handler for " + kind + " messages; remove it first");
                }
            }
        }
        receivers = changed;
    }

    /** Removes a handler; nothing happens where it was not added. */
    public synchronized void remove(MessageHandler handler) {
        Map<MessageKind, MessageReceiver> changed = new EnumMap<>(MessageKind.class);
        changed.putAll(receivers);
        changed.values().removeIf(receiver -> isFor(receiver, handler));
        receivers = changed;
    }

    private static boolean isFor(MessageReceiver receiver, MessageHandler handler) {
        return receiver instanceof HandlerReceiver added && added.handler() == handler;
    }

    /** The handlers that were added; methods of the endpoint are none. */
    public Set<MessageHandler> all() {
        Set<MessageHandler> handlers = new LinkedHashSet<>();
        for (MessageReceiver receiver : receivers.values()) {
            if (receiver instanceof HandlerReceiver added) {
                handlers.add(added.handler());
            }
        }
        return Set.copyOf(handlers);
    }
}
