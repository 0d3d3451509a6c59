package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.interceptor.Interceptor;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bean that takes part in the connections of listeners. Its instance is obtained when it is first
 * needed, which is not before the application has started. Thread-safe.
 */
final class BeanContribution<T> implements Contribution<T> {

    private final BeanManager beans;
    private final Bean<?> bean;
    private final Class<T> type;
    private @Nullable CreationalContext<?> context;
    private @Nullable T instance;
    private boolean closed;

    private BeanContribution(BeanManager beans, Bean<?> bean, Class<T> type) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
    }

    /**
     * All beans of a type, whatever their qualifiers: by {@code @Priority}, the smallest first,
     * then by the names of their classes.
     */
    static <T> List<BeanContribution<T>> all(
            BeanManager beans, ApplicationBeans found, Class<T> type) {
        return found.of(type).stream()
                .map(bean -> new BeanContribution<>(beans, bean, type))
                .sorted(
                        Comparator.<BeanContribution<T>>comparingInt(BeanContribution::priority)
                                .thenComparing(BeanContribution::name))
                .toList();
    }

    /** The class of the bean, or the one that produces it. */
    @Override
    public String name() {
        return bean.getBeanClass().getName();
    }

    /** The class of the bean, or the one that produces it. */
    Class<?> type() {
        return bean.getBeanClass();
    }

    /** Whether it may be injected as one of this type. */
    boolean isOf(Class<?> other) {
        return bean.getTypes().contains(other);
    }

    private int priority() {
        if (bean instanceof Prioritized prioritized) {
            return prioritized.getPriority();
        }
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? Interceptor.Priority.APPLICATION : priority.value();
    }

    @Override
    public List<String> listeners() {
        return Placement.ofBean(bean.getQualifiers());
    }

    @Override
    public synchronized <R> R ask(Question<T, R> question) throws Exception {
        return question.to(get());
    }

    @Override
    public synchronized T get() {
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
