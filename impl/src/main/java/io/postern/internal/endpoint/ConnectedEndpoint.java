package io.postern.internal.endpoint;

import static io.postern.internal.endpoint.EndpointLog.LOG;

import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of one connection: queues each event of the session as a callback to the bean's
 * method. The session's event loop calls the public methods; they return at once.
 */
public final class ConnectedEndpoint {

    private final DeployedEndpoint endpoint;
    private final CallbackExecutor callbacks;
    private final Session session;
    private final Replies replies;

    /** Only callbacks touch it, and they never overlap. */
    private @Nullable EndpointInstance instance;

    /** Whether {@code @OnOpen} has returned: an endpoint that failed to open gets no messages. */
    private boolean opened;

    public ConnectedEndpoint(
            DeployedEndpoint endpoint,
            CallbackExecutor callbacks,
            Session session,
            Replies replies) {
        this.endpoint = endpoint;
        this.callbacks = callbacks;
        this.session = session;
        this.replies = replies;
    }

    /** Obtains the instance and calls {@code @OnOpen}; on failure {@code failed} is told why. */
    public void open(Consumer<Throwable> failed) {
        callbacks.execute(
                () -> {
                    try {
                        instance = endpoint.instances().obtain();
                    } catch (Throwable t) {
                        LOG.noInstance(t, name(), session.getId());
                        failed.accept(t);
                        return;
                    }
                    Optional<Throwable> failure = call(descriptor().lifecycle().onOpen(), null);
                    opened = failure.isEmpty();
                    failure.ifPresent(
                            fault -> {
                                tell("@OnOpen", fault);
                                failed.accept(fault);
                            });
                });
    }

    /** Whether the endpoint has a method for text messages. */
    public boolean takesText() {
        return descriptor().messages().text().isPresent();
    }

    /** Whether the endpoint has a method for binary messages. */
    public boolean takesBinary() {
        return descriptor().messages().binary().isPresent();
    }

    /** Hands on a whole text message; {@code handled} runs when its callback has returned. */
    public void text(String message, Runnable handled) {
        message(MessageKind.Payload.TEXT, message, handled);
    }

    /** Hands on a whole binary message, which becomes the endpoint's. */
    public void binary(ByteBuffer message, Runnable handled) {
        message(MessageKind.Payload.BINARY, message, handled);
    }

    /** Hands on a pong; an endpoint without a method for it does not see it. */
    public void pong(PongMessage message, Runnable handled) {
        message(MessageKind.Payload.PONG, message, handled);
    }

    private void message(MessageKind.Payload payload, Object message, Runnable handled) {
        Optional<MessageMethod> taker = descriptor().messages().of(payload);
        if (taker.isEmpty()) {
            handled.run();
            return;
        }
        callbacks.execute(
                () -> {
                    try {
                        receive(taker.get(), message);
                    } finally {
                        handled.run();
                    }
                });
    }

    private void receive(MessageMethod taker, Object message) {
        EndpointInstance current = instance;
        if (current == null || !opened) {
            return;
        }
        try {
            Object reply =
                    taker.method().call(current.get(), arguments(taker.kind().convert(message)));
            if (reply != null) {
                replies.send(reply);
            }
        } catch (Throwable t) {
            tell("@OnMessage", t);
        }
    }

    /** Tells {@code @OnError}, where there is one, of a fault of the connection. */
    public void error(Throwable fault) {
        // Whoever called has logged it, and not as a warning: peers could fill the log.
        if (descriptor().lifecycle().onError().isPresent()) {
            callbacks.execute(() -> tell("the connection", fault));
        }
    }

    /** Runs {@code action} when the callbacks of all events so far have returned. */
    public void afterCallbacks(Runnable action) {
        callbacks.execute(action);
    }

    /** Calls {@code @OnClose}, then releases the instance, then runs {@code released}. */
    public void close(CloseReason reason, Runnable released) {
        callbacks.execute(
                () -> {
                    try {
                        call(descriptor().lifecycle().onClose(), reason)
                                .ifPresent(failure -> tell("@OnClose", failure));
                    } finally {
                        release();
                        released.run();
                    }
                });
    }

    /** Calls a life-cycle method, if there is one and an instance. */
    private Optional<Throwable> call(Optional<CallbackMethod> method, @Nullable Object payload) {
        EndpointInstance current = instance;
        if (method.isEmpty() || current == null) {
            return Optional.empty();
        }
        try {
            method.get().call(current.get(), arguments(payload));
            return Optional.empty();
        } catch (Throwable t) {
            return Optional.of(t);
        }
    }

    private void tell(String where, Throwable fault) {
        EndpointInstance current = instance;
        if (current == null) {
            return;
        }
        Optional<CallbackMethod> onError = descriptor().lifecycle().onError();
        if (onError.isEmpty()) {
            LOG.unhandled(fault, name(), where, session.getId());
            return;
        }
        call(onError, fault)
                .ifPresent(
                        failure ->
                                LOG.onErrorFailed(
                                        failure,
                                        name(),
                                        onError.get().method().getName(),
                                        session.getId()));
    }

    private void release() {
        EndpointInstance current = instance;
        instance = null;
        if (current == null) {
            return;
        }
        try {
            current.release();
        } catch (Throwable t) {
            LOG.notReleased(t, name(), session.getId());
        }
    }

    private CallbackArguments arguments(@Nullable Object payload) {
        return new CallbackArguments(
                session, endpoint.config(), session.getPathParameters(), payload);
    }

    private EndpointDescriptor descriptor() {
        return endpoint.descriptor();
    }

    private String name() {
        return descriptor().type().getName();
    }
}
