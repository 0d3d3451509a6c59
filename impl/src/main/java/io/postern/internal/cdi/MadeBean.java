package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

/** An instance in a context of ours, with what ends it. */
record MadeBean<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {

    /** Whatever goes wrong, the others of its context end, too. */
    void destroy() {
        try {
            bean.destroy(instance, creation);
        } catch (Throwable e) {
            LOG.notDestroyed(e, instance.getClass().getName());
        }
    }
}
