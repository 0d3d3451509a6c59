package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.ConnectionContext;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.endpoint.Workers;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.websocket.Session;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What the container gives to callbacks: threads, class loader, naming, request contexts. Captured
 * once, when the application has started: from a thread that the container does not know, naming
 * can no longer be had.
 */
final class ContainerServices implements CallbackContext {

    private final RequestContexts requestContexts;
    private final CurrentPeer current;
    private final Observers observers;
    private final ClassLoader applicationLoader;
    private final Consumer<Runnable> naming;
    private final ServerThreads threads;
    private final Callers callers = Callers.capture();

    /** Takes the class loader of the calling thread for the application's. */
    ContainerServices(
            BeanManager beans, CurrentPeer current, @Nullable JakartaConcurrency concurrency) {
        this.current = current;
        this.applicationLoader = Thread.currentThread().getContextClassLoader();
        this.observers = new Observers(beans);
        this.requestContexts = new RequestContexts(beans, current, observers);
        this.threads = new ServerThreads(concurrency == null ? null : concurrency.executor());
        this.naming = concurrency == null ? Runnable::run : concurrency.context();
    }

    /** Captures the services of the application that the calling thread starts. */
    static ContainerServices capture(BeanManager beans, CurrentPeer current) {
        String missing;
        try {
            Class.forName(
                    "jakarta.enterprise.concurrent.ContextService",
                    false,
                    ContainerServices.class.getClassLoader());
            return new ContainerServices(beans, current, JakartaConcurrency.lookUp());
        } catch (ClassNotFoundException e) {
            missing = "Jakarta Concurrency is not there";
        } catch (NamingException e) {
            missing = "it is not found in JNDI";
        }
        LOG.ownWorkers(missing, OwnWorkers.THREADS);
        return new ContainerServices(beans, current, null);
    }

    /** Runs tasks of application code. Takes every task until {@link #close}. */
    Workers workers() {
        return threads;
    }

    /** The application's observers. */
    Observers observers() {
        return observers;
    }

    @Override
    public void run(Runnable callbacks) {
        Once once = new Once(() -> current.run(requestContexts.comeWithout(), callbacks));
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(applicationLoader);
        try {
            naming.accept(once);
        } catch (RuntimeException | Error e) {
            if (once.started) {
                throw e;
            }
            LOG.contextGone(e);
            once.run();
        } finally {
            thread.setContextClassLoader(previous);
            // The thread may be the server's, and what Netty left on it would keep our loader.
            if (!(thread instanceof FastThreadLocalThread)) {
                FastThreadLocal.removeAll();
            }
        }
    }

    @Override
    public void inRequest(Identity identity, Runnable callback) {
        callers.of(identity).accept(() -> requestContexts.run(identity, null, callback));
    }

    /** Runs what is done for nobody's sake in a request context. */
    void inRequest(Runnable callback) {
        requestContexts.run(null, null, callback);
    }

    /** As for its peer, with the beans of a connection. */
    void inRequest(Caller caller, ConnectionBeans connection, Runnable callback) {
        caller.as().accept(() -> requestContexts.run(caller.identity(), connection, callback));
    }

    /** Who calls: made once for many callbacks, as long as the client is who it is. */
    Caller caller(Identity identity) {
        return new Caller(identity, callers.of(identity));
    }

    /**
     * A client.
     *
     * @param as runs callbacks for it
     */
    record Caller(Identity identity, Consumer<Runnable> as) {}

    @Override
    public ConnectionContext connected(Supplier<Identity> client, Session session) {
        return new BeanConnectionContext(this, observers, client, session);
    }

    void close() {
        threads.close();
    }

    /** Tells whether a task has begun, for then it must not run again. */
    private static final class Once implements Runnable {

        private final Runnable task;
        private boolean started;

        private Once(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            started = true;
            task.run();
        }
    }
}
