package io.postern.internal.endpoint;

import io.postern.Dispatch;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@code @OnMessage} method of the instance that serves a connection. What it returns is sent.
 */
record MethodReceiver(MessageMethod method, Object instance, EndpointConnection connection)
        implements MessageReceiver {

    @Override
    public Set<MessageKind> kinds() {
        return method.type().kinds();
    }

    @Override
    public boolean partial() {
        return method.partial();
    }

    /**
     * What {@code @OnMessage(maxMessageSize)} says, of whole messages. A stream is read from a
     * message that was collected, so it is bounded as well; but there, where the attribute does not
     * count, it can only raise the bound.
     */
    @Override
    public long maxMessageSize(long sessionLimit) {
        long declared = method.maxMessageSize().orElse(sessionLimit);
        return method.type().isStream() ? Math.max(declared, sessionLimit) : declared;
    }

    @Override
    public Optional<Dispatch> dispatch() {
        return method.method().dispatch();
    }

    @Override
    public void receive(Message message) throws Throwable {
        // Before decoders of the application see what the client sends.
        method.method().requireAccess(connection.identity());
        @Nullable Object value = method.type().convert(message, connection.codecs());
        @Nullable Object reply =
                method.method()
                        .call(instance, new CallbackArguments(connection, value, message.last()));
        if (reply != null) {
            connection.replies().send(reply);
        }
    }
}
