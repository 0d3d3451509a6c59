package io.postern.internal.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@code @RequestScoped} in callbacks, beside the container's own, which is for
 * other kinds of requests: a scope may have several contexts as long as no more than one of them is
 * active on a thread ({@link jakarta.enterprise.inject.spi.BeanManager#getContext}). To activate
 * the container's would cost more than an echo.
 */
final class RequestScope implements AlterableContext {

    private final CurrentPeer current;

    RequestScope(CurrentPeer current) {
        this.current = current;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        return present().get(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return present().get(bean, null);
    }

    @Override
    public boolean isActive() {
        return current.request() != null;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        present().destroy(bean);
    }

    private RequestBeans present() {
        RequestBeans beans = current.request();
        if (beans == null) {
            throw new ContextNotActiveException("no callback of an endpoint runs on this thread");
        }
        return beans;
    }
}
