package io.postern.internal.cdi;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A virtual thread for each task. Java 21 and later have them (JEP 444); this is compiled for an
 * older one and so calls them by name.
 */
final class VirtualWorkers implements Executor {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads;

    /**
     * @throws IllegalStateException where there are no virtual threads
     */
    VirtualWorkers() {
        try {
            Method perTask =
                    Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
            threads = (ExecutorService) perTask.invoke(null, factory());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there are no virtual threads", e);
        }
    }

    private static ThreadFactory factory() throws ReflectiveOperationException {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object plain = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named =
                builder.getMethod("name", String.class, long.class)
                        .invoke(plain, "postern-virtual-", 1L);
        return (ThreadFactory) builder.getMethod("factory").invoke(named);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Lets what runs come to its end, and interrupts it where it does not. */
    void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
