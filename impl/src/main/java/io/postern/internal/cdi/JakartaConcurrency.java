package io.postern.internal.cdi;

import jakarta.enterprise.concurrent.ContextService;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The server's managed executor and its naming context. The only class that knows the types of
 * Jakarta Concurrency, which need not be there: it is loaded after a check.
 *
 * @param executor the default managed executor
 * @param context runs a task with the naming context of the application, captured when this was
 *     made
 */
record JakartaConcurrency(Executor executor, Consumer<Runnable> context) {

    /** Looks both up in the component that the calling thread belongs to. */
    @SuppressWarnings("BanJNDI") // constant names that Jakarta EE defines
    static JakartaConcurrency lookUp() throws NamingException {
        InitialContext naming = new InitialContext();
        Executor executor = (Executor) naming.lookup("java:comp/DefaultManagedExecutorService");
        ContextService contexts = (ContextService) naming.lookup("java:comp/DefaultContextService");
        return new JakartaConcurrency(executor, contexts.contextualConsumer(Runnable::run));
    }
}
