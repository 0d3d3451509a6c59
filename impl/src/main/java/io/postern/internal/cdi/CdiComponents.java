package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The application's objects, made by CDI: by the bean where a class is one, else as an injected
 * instance. Configurators live as long as the listener, and end here. Thread-safe.
 */
final class CdiComponents implements Components, AutoCloseable {

    private final BeanManager beans;
    private final EndpointCollector collector;
    private final Deque<ManagedInstance> configurators = new ConcurrentLinkedDeque<>();
    private final Map<Class<?>, SharedInstance> singletons = new ConcurrentHashMap<>();

    CdiComponents(BeanManager beans, EndpointCollector collector) {
        this.beans = beans;
        this.collector = collector;
    }

    @Override
    public InstanceSource of(Class<?> type) {
        InstanceSource instances =
                collector
                        .beanOf(type)
                        .<InstanceSource>map(bean -> new BeanInstances(beans, bean))
                        .orElseGet(() -> unmanaged(type));
        return ServerEndpointConfig.Configurator.class.isAssignableFrom(type)
                ? () -> configurator(type, instances)
                : instances;
    }

    private InstanceSource unmanaged(Class<?> type) {
        InstanceSource each = new UnmanagedInstances<>(beans, type);
        return type.isAnnotationPresent(Singleton.class)
                ? singletons.computeIfAbsent(type, one -> new SharedInstance(each))
                : each;
    }

    private ManagedInstance configurator(Class<?> type, InstanceSource instances) {
        Optional<Bean<?>> shared =
                collector.beanOf(type).filter(b -> b.getScope() == ApplicationScoped.class);
        if (shared.isPresent()) {
            return new Shared(itself(shared.get()));
        }
        ManagedInstance configurator = instances.obtain();
        configurators.push(configurator);
        return configurator;
    }

    /** Not its client proxy: which methods a configurator overrides is asked of its class. */
    private <T> T itself(Bean<T> bean) {
        return beans.getContext(ApplicationScoped.class)
                .get(bean, beans.createCreationalContext(bean));
    }

    private record Shared(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // It lives as long as the application.
        }
    }

    /**
     * Ends the singletons, and the configurators, the last one first. Does nothing when called
     * again.
     */
    @Override
    public void close() {
        singletons.forEach(CdiComponents::end);
        singletons.clear();
        ManagedInstance next = configurators.poll();
        while (next != null) {
            release(next);
            next = configurators.poll();
        }
    }

    private static void end(Class<?> type, SharedInstance singleton) {
        try {
            singleton.end();
        } catch (RuntimeException e) {
            LOG.notDestroyed(e, type.getName());
        }
    }

    private static void release(ManagedInstance configurator) {
        try {
            configurator.release();
        } catch (RuntimeException e) {
            LOG.notDestroyed(e, configurator.get().getClass().getName());
        }
    }
}
