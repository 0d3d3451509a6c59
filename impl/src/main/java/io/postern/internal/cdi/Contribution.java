package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.interceptor.Interceptor;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bean of the application that takes part in the TLS of listeners. Its instance is obtained when
 * it is first needed, which is not before the application has started. Thread-safe.
 */
final class Contribution<T> implements AutoCloseable {

    private final BeanManager beans;
    private final Bean<?> bean;
    private final Class<T> type;
    private @Nullable CreationalContext<?> context;
    private @Nullable T instance;
    private boolean closed;

    private Contribution(BeanManager beans, Bean<?> bean, Class<T> type) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
    }

    /**
     * All beans of a type, whatever their qualifiers: by {@code @Priority}, the smallest first,
     * then by the names of their classes.
     */
    static <T> List<Contribution<T>> all(BeanManager beans, Class<T> type) {
        return beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .map(bean -> new Contribution<>(beans, bean, type))
                .sorted(
                        Comparator.<Contribution<T>>comparingInt(Contribution::priority)
                                .thenComparing(Contribution::name))
                .toList();
    }

    /** The class of the bean, or the one that produces it. */
    String name() {
        return bean.getBeanClass().getName();
    }

    private int priority() {
        if (bean instanceof Prioritized prioritized) {
            return prioritized.getPriority();
        }
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? Interceptor.Priority.APPLICATION : priority.value();
    }

    /** The listeners that it is for; none when it names none. */
    List<String> listeners() {
        return Placement.ofBean(bean.getQualifiers());
    }

    /** Whether it is for this listener: by name, or because it names none. */
    boolean isFor(String listener) {
        return listeners().isEmpty() || listeners().contains(listener);
    }

    /** A question that may fail with anything. */
    interface Question<T, R> {
        R to(T instance) throws Exception;
    }

    /** Asks the instance; never two threads at once, for several listeners may. */
    synchronized <R> R ask(Question<T, R> question) throws Exception {
        return question.to(get());
    }

    synchronized T get() {
        if (closed) {
            throw new IllegalStateException(name() + " is not used any more");
        }
        T present = instance;
        if (present == null) {
            CreationalContext<?> made = beans.createCreationalContext(bean);
            present = make(made);
            context = made;
            instance = present;
        }
        return present;
    }

    private T make(CreationalContext<?> made) {
        try {
            return type.cast(beans.getReference(bean, type, made));
        } catch (RuntimeException e) {
            LOG.notMade(e, name());
            throw new IllegalStateException(name() + " could not be made: " + CdiLog.root(e));
        }
    }

    /** Ends a dependent instance; beans with a scope of their own live on. */
    @Override
    public synchronized void close() {
        closed = true;
        CreationalContext<?> made = context;
        context = null;
        instance = null;
        if (made == null || bean.getScope() != Dependent.class) {
            return;
        }
        try {
            made.release();
        } catch (RuntimeException e) {
            LOG.notDestroyed(e, name());
        }
    }
}
