package io.postern.internal.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.websocket.Session;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code @ConnectionScoped} beans of one connection, which its callbacks alone use. */
final class ConnectionBeans {

    private final Session session;
    private final Map<Contextual<?>, MadeBean<?>> beans = new LinkedHashMap<>();

    /** Those that the end has ended: they are not made again. */
    private final Set<Contextual<?>> gone = new HashSet<>();

    private boolean ended;

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
        if (ended || gone.contains(bean)) {
            throw new ContextNotActiveException(
                    "session " + session.getId() + " ends, and so has this bean of it");
        }
        MadeBean<?> present = beans.get(bean);
        if (present != null) {
            return (T) present.instance();
        }
        if (creation == null) {
            return null;
        }
        T instance = bean.create(creation);
        if (instance != session) {
            beans.put(bean, new MadeBean<>(bean, instance, creation));
        }
        return instance;
    }

    /** Ends one before its time; it may be made again. */
    void destroy(Contextual<?> bean) {
        MadeBean<?> made;
        synchronized (this) {
            made = beans.remove(bean);
        }
        if (made != null) {
            made.destroy();
        }
    }

    /**
     * Ends all, the last one first: it may need those before it. While one ends it can still be
     * reached, and afterwards no more, so that two which need each other come to an end.
     */
    void end() {
        for (MadeBean<?> last = last(); last != null; last = last()) {
            last.destroy();
            forget(last);
        }
    }

    /** When there is none left, there will be none any more. */
    private synchronized @Nullable MadeBean<?> last() {
        MadeBean<?> last = null;
        for (MadeBean<?> made : beans.values()) {
            last = made;
        }
        ended = last == null;
        return last;
    }

    private synchronized void forget(MadeBean<?> made) {
        beans.remove(made.bean());
        gone.add(made.bean());
    }
}
