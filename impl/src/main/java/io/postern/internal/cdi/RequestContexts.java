package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.endpoint.Identity;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** Runs callbacks, each in a request context of its own. Thread-safe. */
final class RequestContexts {

    private static final Initialized BEGUN = Initialized.Literal.REQUEST;
    private static final BeforeDestroyed ENDS = BeforeDestroyed.Literal.REQUEST;
    private static final Destroyed ENDED = Destroyed.Literal.REQUEST;

    private final BeanManager beans;
    private final CurrentPeer current;
    private final Observers observers;

    /** What observers of request contexts are told. */
    private final Object event = new Object();

    private final boolean observed;

    /** What {@link #comeWithout} has found out. */
    private volatile @Nullable Boolean without;

    RequestContexts(BeanManager beans, CurrentPeer current, Observers observers) {
        this.beans = beans;
        this.current = current;
        this.observers = observers;
        this.observed =
                observers.areThereFor(event, BEGUN)
                        || observers.areThereFor(event, ENDS)
                        || observers.areThereFor(event, ENDED);
    }

    /**
     * Whether callbacks come to threads on which the container has no request context. That is as
     * the server's naming context brings it, always the same, and to ask costs more than an echo.
     */
    boolean comeWithout() {
        Boolean known = without;
        if (known == null) {
            known = !hasThreadOne();
            without = known;
        }
        return known;
    }

    /**
     * Runs a callback in a context of its own, in that of the thread where there is one, or without
     * one where CDI has ended.
     *
     * @param identity null where it runs for nobody's sake
     */
    void run(@Nullable Identity identity, @Nullable ConnectionBeans connection, Runnable callback) {
        RequestBeans outer = current.request();
        if (outer != null || (!current.isOurs() && hasThreadOne())) {
            current.runAs(new CurrentPeer.Peer(identity, connection, outer), callback);
            return;
        }
        RequestBeans own = new RequestBeans();
        try {
            current.runAs(
                    new CurrentPeer.Peer(identity, connection, own), () -> run(callback, own));
        } finally {
            tell(ENDED);
        }
    }

    /** Beans end where those that they need can still be had. */
    private void run(Runnable callback, RequestBeans own) {
        tell(BEGUN);
        try {
            callback.run();
        } finally {
            tell(ENDS);
            own.end();
        }
    }

    private void tell(Annotation moment) {
        if (observed) {
            observers.tell(event, true, moment);
        }
    }

    /** Whether the container has a request context on this thread, or can have none any more. */
    private boolean hasThreadOne() {
        try {
            return beans.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException none) {
            return false;
        } catch (RuntimeException | LinkageError e) {
            LOG.requestContextGone(e);
            return true;
        }
    }
}
