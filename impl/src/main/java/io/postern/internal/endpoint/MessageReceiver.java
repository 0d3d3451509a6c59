package io.postern.internal.endpoint;

import io.postern.Dispatch;
import java.util.Optional;
import java.util.Set;

/** Takes the messages of some kinds: an {@code @OnMessage} method or a message handler. */
public interface MessageReceiver {

    /** The kinds that it is for. */
    Set<MessageKind> kinds();

    /** Whether it takes messages in parts, as they arrive. */
    boolean partial();

    /**
     * The largest whole message that it takes, in bytes.
     *
     * @param sessionLimit what the session takes where the receiver says nothing
     */
    default long maxMessageSize(long sessionLimit) {
        return sessionLimit;
    }

    /** The threads on which it wants to be called; empty for those of its endpoint. */
    default Optional<Dispatch> dispatch() {
        return Optional.empty();
    }

    /** Hands over a message or a part; called by callbacks only, one at a time. */
    void receive(Message message) throws Throwable;
}
