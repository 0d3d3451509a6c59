package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.websocket.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code @ConnectionScoped} beans of one connection. Thread-safe. */
final class ConnectionBeans {

    private final Session session;
    private final Map<Contextual<?>, Made<?>> beans = new LinkedHashMap<>();
    private boolean ended;

    private record Made<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {

        void destroy() {
            try {
                bean.destroy(instance, creation);
            } catch (RuntimeException | LinkageError e) {
                LOG.notDestroyed(e, instance.getClass().getName());
            }
        }
    }

    ConnectionBeans(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** The instance; where there is none, one is made if that is asked for. */
    @SuppressWarnings("unchecked")
    synchronized <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        if (ended) {
            throw new ContextNotActiveException("session " + session.getId() + " has ended");
        }
        Made<?> present = beans.get(bean);
        if (present != null) {
            return (T) present.instance();
        }
        if (creation == null) {
            return null;
        }
        T instance = bean.create(creation);
        beans.put(bean, new Made<>(bean, instance, creation));
        return instance;
    }

    /** Ends one before its time. */
    void destroy(Contextual<?> bean) {
        Made<?> made;
        synchronized (this) {
            made = beans.remove(bean);
        }
        if (made != null) {
            made.destroy();
        }
    }

    /** Ends all, the last one first: it may need those before it, until its own end is over. */
    void end() {
        for (Made<?> last = takeLast(); last != null; last = takeLast()) {
            last.destroy();
        }
    }

    /** When there is none left, there will be none any more. */
    private synchronized @Nullable Made<?> takeLast() {
        Made<?> last = null;
        for (Made<?> made : beans.values()) {
            last = made;
        }
        if (last == null) {
            ended = true;
        } else {
            beans.remove(last.bean());
        }
        return last;
    }
}
