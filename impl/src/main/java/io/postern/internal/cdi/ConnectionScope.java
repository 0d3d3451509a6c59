package io.postern.internal.cdi;

import io.postern.ConnectionScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.websocket.Session;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of {@code @ConnectionScoped}: that of the callback which the calling thread runs. */
final class ConnectionScope implements AlterableContext {

    private final CurrentPeer current;

    ConnectionScope(CurrentPeer current) {
        this.current = current;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ConnectionScoped.class;
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
        return current.connection().filter(beans -> !beans.isEnded()).isPresent();
    }

    @Override
    public void destroy(Contextual<?> bean) {
        present().destroy(bean);
    }

    /** The session whose callback runs. */
    Session session() {
        return present().session();
    }

    private ConnectionBeans present() {
        Optional<ConnectionBeans> beans = current.connection();
        return beans.orElseThrow(
                () ->
                        new ContextNotActiveException(
                                "beans of a connection, its Session and its Connection can be used"
                                        + " only in callbacks of an endpoint"));
    }
}
