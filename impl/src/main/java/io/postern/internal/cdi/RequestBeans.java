package io.postern.internal.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The {@code @RequestScoped} beans of one callback: few, and most often none at all. The thread
 * that runs the callback alone uses them.
 */
final class RequestBeans {

    /** The one that was made last is the first; null as long as there has been none. */
    private @Nullable Deque<MadeBean<?>> made;

    private boolean ended;

    /** The instance; where there is none, one is made if that is asked for. */
    @SuppressWarnings("unchecked")
    <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        MadeBean<?> present = find(bean);
        if (present != null) {
            return (T) present.instance();
        }
        if (creation == null) {
            return null;
        }
        if (ended) {
            throw new ContextNotActiveException("the callback ends, and so has this bean of it");
        }
        T instance = bean.create(creation);
        made().push(new MadeBean<>(bean, instance, creation));
        return instance;
    }

    private Deque<MadeBean<?>> made() {
        Deque<MadeBean<?>> present = made;
        if (present == null) {
            present = new ArrayDeque<>();
            made = present;
        }
        return present;
    }

    private @Nullable MadeBean<?> find(Contextual<?> bean) {
        if (made != null) {
            for (MadeBean<?> one : made) {
                if (one.bean().equals(bean)) {
                    return one;
                }
            }
        }
        return null;
    }

    /** Ends one before its time; it may be made again. */
    void destroy(Contextual<?> bean) {
        MadeBean<?> found = find(bean);
        if (found != null) {
            made().removeIf(one -> one.bean().equals(bean));
            found.destroy();
        }
    }

    /**
     * Ends all, the last one first: it may need those before it. Until it has ended it is there.
     */
    void end() {
        ended = true;
        while (made != null && !made.isEmpty()) {
            MadeBean<?> last = made.getFirst();
            last.destroy();
            made.removeIf(one -> one.bean().equals(last.bean()));
        }
    }
}
