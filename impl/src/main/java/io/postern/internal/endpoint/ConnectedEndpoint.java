package io.postern.internal.endpoint;

import static io.postern.internal.endpoint.EndpointLog.LOG;

import io.postern.Dispatch;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SessionException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of one connection: queues each event of the session as a callback of the
 * application's. The session's event loop calls the public methods; they return at once.
 */
public final class ConnectedEndpoint {

    private final DeployedEndpoint endpoint;
    private final EndpointConnection connection;
    private final CallbackExecutor callbacks;
    private final Dispatch usual;
    private final Consumer<CloseReason> refused;

    /** Only callbacks touch what follows, and they never overlap. */
    private @Nullable ManagedInstance instance;

    private @Nullable EndpointCalls calls;

    /** Whether it gets messages: not where it failed to open, nor behind one that nobody takes. */
    private boolean receiving;

    /**
     * @param dispatch for an endpoint that does not say it itself
     * @param refused told how to close, when a message has come that nobody takes, or that its
     *     method does not take from this client
     */
    public ConnectedEndpoint(
            DeployedEndpoint endpoint,
            EndpointConnection connection,
            CallbackExecutor callbacks,
            Dispatch dispatch,
            Consumer<CloseReason> refused) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.callbacks = callbacks;
        this.usual = endpoint.descriptor().dispatch().type().orElse(dispatch);
        this.refused = refused;
    }

    /**
     * Obtains the instance and opens it.
     *
     * @param failed told why it could not
     * @param done runs afterwards in both cases
     */
    public void open(Consumer<Throwable> failed, Runnable done) {
        callbacks.execute(
                rules().open().orElse(usual),
                () -> {
                    try {
                        callbacks.context().begin();
                        if (obtain(failed)) {
                            open(failed);
                        }
                    } finally {
                        done.run();
                    }
                });
    }

    private boolean obtain(Consumer<Throwable> failed) {
        try {
            ManagedInstance obtained = endpoint.instances().obtain();
            instance = obtained;
            calls = endpoint.descriptor().kind().connect(obtained.get(), connection);
            return true;
        } catch (Throwable t) {
            LOG.noInstance(t, endpoint.name(), sessionId());
            failed.accept(t);
            return false;
        }
    }

    private void open(Consumer<Throwable> failed) {
        EndpointCalls current = calls;
        if (current == null) {
            return;
        }
        try {
            current.open();
            receiving = true;
        } catch (Throwable t) {
            tell("its opening", t);
            failed.accept(t);
        }
    }

    /**
     * Hands on a message or a part of one, which becomes the endpoint's; its callback may wait for
     * {@link #messagesComplete}.
     *
     * @param receiver who was found when the message began; null to ask when its turn comes
     * @param handled runs when its callback has returned
     */
    public void message(Message message, @Nullable MessageReceiver receiver, Runnable handled) {
        callbacks.executeInRow(
                dispatch(message, receiver),
                () -> {
                    try {
                        if (receiving) {
                            receive(message, receiver);
                        }
                    } finally {
                        handled.run();
                    }
                });
    }

    /** Starts the messages' callbacks; to be called behind a row of them. */
    public void messagesComplete() {
        callbacks.endRow();
    }

    /** Who will take it may have changed when its turn comes; its threads are known now. */
    private Dispatch dispatch(Message message, @Nullable MessageReceiver found) {
        Optional<MessageReceiver> receiver =
                found == null ? connection.handlers().of(message.kind()) : Optional.of(found);
        return receiver.flatMap(MessageReceiver::dispatch).orElse(usual);
    }

    private void receive(Message message, @Nullable MessageReceiver found) {
        MessageReceiver receiver =
                found == null ? connection.handlers().of(message.kind()).orElse(null) : found;
        if (receiver == null) {
            // A pong that was not asked for may be dropped (RFC 6455 section 5.5.3).
            if (message.kind() != MessageKind.PONG) {
                refuse(
                        CloseReason.CloseCodes.CANNOT_ACCEPT,
                        "this endpoint takes no " + message.kind() + " messages");
            }
            return;
        }
        try {
            receiver.receive(message);
        } catch (AccessDenied denied) {
            deny(denied);
        } catch (Throwable t) {
            tell("a message", t);
        }
    }

    /** An endpoint that wants to hear of it decides itself what becomes of the session. */
    private void deny(AccessDenied denied) {
        EndpointCalls current = calls;
        if (current != null && current.handlesErrors()) {
            tell("a message", denied);
        } else {
            refuse(CloseReason.CloseCodes.VIOLATED_POLICY, "this message is not allowed");
        }
    }

    /** Nothing more is received; the connection is closed. */
    private void refuse(CloseReason.CloseCode code, String reason) {
        receiving = false;
        refused.accept(new CloseReason(code, reason));
    }

    /** Tells the application that the client's identity has ended, and how long it has. */
    public void lapsing(Duration grace) {
        callbacks.execute(usual, () -> callbacks.context().lapsing(grace));
    }

    /** Tells the endpoint, where it wants to know, of a fault of the connection. */
    public void error(Throwable fault) {
        // Whoever called has logged it, and not as a warning: peers could fill the log.
        callbacks.execute(
                usual,
                () -> {
                    EndpointCalls current = calls;
                    if (current != null && current.handlesErrors()) {
                        tell(
                                "the connection",
                                new SessionException(
                                        fault.getMessage(), fault, connection.session()));
                    }
                });
    }

    /** Runs {@code action} when the callbacks of all events so far have returned. */
    public void afterCallbacks(Runnable action) {
        callbacks.execute(usual, action);
    }

    /**
     * Tells the endpoint, then lets go of all that it had, then runs {@code released}.
     *
     * @param reason asked for when all callbacks before have returned
     */
    public void close(Supplier<CloseReason> reason, Runnable released) {
        callbacks.execute(
                rules().close().orElse(usual),
                () -> {
                    CloseReason told = reason.get();
                    try {
                        callClose(told);
                    } finally {
                        end(told);
                        released.run();
                    }
                });
    }

    private void end(CloseReason reason) {
        connection.codecs().destroy(sessionId());
        release();
        try {
            callbacks.context().end(reason);
        } catch (Throwable t) {
            LOG.notReleased(t, endpoint.name(), sessionId());
        }
    }

    private DispatchRules rules() {
        return endpoint.descriptor().dispatch();
    }

    private void callClose(CloseReason reason) {
        EndpointCalls current = calls;
        if (current == null) {
            return;
        }
        try {
            current.close(reason);
        } catch (Throwable t) {
            tell("its closing", t);
        }
    }

    private void tell(String where, Throwable fault) {
        EndpointCalls current = calls;
        if (current == null) {
            return;
        }
        if (!current.handlesErrors()) {
            LOG.unhandled(fault, endpoint.name(), where, sessionId());
            return;
        }
        try {
            current.error(fault);
        } catch (Throwable failure) {
            LOG.onErrorFailed(failure, endpoint.name(), sessionId());
        }
    }

    private void release() {
        ManagedInstance current = instance;
        instance = null;
        calls = null;
        receiving = false;
        if (current == null) {
            return;
        }
        try {
            current.release();
        } catch (Throwable t) {
            LOG.notReleased(t, endpoint.name(), sessionId());
        }
    }

    private String sessionId() {
        return connection.session().getId();
    }
}
