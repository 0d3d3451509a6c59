package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the endpoint classes of the application: those that are beans, from CDI, and those that
 * are not, from the servlet container. Thread-safe: the two may come on different threads.
 */
final class EndpointCollector {

    private final Map<Class<?>, Bean<?>> beans = new LinkedHashMap<>();
    private final Set<Class<?>> plain = new LinkedHashSet<>();
    private final Set<Class<? extends ServerApplicationConfig>> configs = new LinkedHashSet<>();

    synchronized void bean(Bean<?> bean) {
        if (bean.getBeanClass().isAnnotationPresent(ServerEndpoint.class)) {
            beans.put(bean.getBeanClass(), bean);
        }
    }

    /** Takes endpoint classes, beans or not, and the application's ServerApplicationConfigs. */
    synchronized void scanned(Collection<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (type.isAnnotationPresent(ServerEndpoint.class)) {
                plain.add(type);
            }
            if (ServerApplicationConfig.class.isAssignableFrom(type)
                    && type != WithholdingApplicationConfig.class
                    && !Modifier.isAbstract(type.getModifiers())) {
                configs.add(type.asSubclass(ServerApplicationConfig.class));
            }
        }
    }

    /** All endpoint classes. */
    synchronized Set<Class<?>> endpoints() {
        Set<Class<?>> all = new LinkedHashSet<>(beans.keySet());
        all.addAll(plain);
        return all;
    }

    /** The bean of an endpoint class, if it is one. */
    synchronized Optional<Bean<?>> beanOf(Class<?> endpoint) {
        return Optional.ofNullable(beans.get(endpoint));
    }

    /** The application's own {@code ServerApplicationConfig}s. */
    synchronized Set<Class<? extends ServerApplicationConfig>> applicationConfigs() {
        return Set.copyOf(configs);
    }
}
