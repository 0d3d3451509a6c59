package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Request contexts for callbacks, a new one for each. What controls them is kept for the next: to
 * make it costs more than an echo. Thread-safe.
 */
final class RequestContexts {

    private final Instance<RequestContextController> controllers;

    /** No more than callbacks have run at the same time. */
    private final Deque<RequestContextController> idle = new ConcurrentLinkedDeque<>();

    RequestContexts(BeanManager beans) {
        controllers = beans.createInstance().select(RequestContextController.class);
    }

    /** Runs a callback in a context of its own, or without one where CDI has ended. */
    void run(Runnable callback) {
        RequestContextController controller;
        boolean activated;
        try {
            @Nullable RequestContextController kept = idle.poll();
            controller = kept == null ? controllers.get() : kept;
            activated = controller.activate();
        } catch (RuntimeException | LinkageError e) {
            LOG.requestContextGone(e);
            callback.run();
            return;
        }
        try {
            callback.run();
        } finally {
            if (activated) {
                controller.deactivate();
            }
            idle.push(controller);
        }
    }

    /** Ends those that are kept. */
    void close() {
        for (RequestContextController one = idle.poll(); one != null; one = idle.poll()) {
            try {
                controllers.destroy(one);
            } catch (RuntimeException e) {
                LOG.notDestroyed(e, RequestContextController.class.getName());
            }
        }
    }
}
