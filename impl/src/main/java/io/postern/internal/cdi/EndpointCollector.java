package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what CDI and the servlet container know of the application: its beans, and those classes
 * of the API's kinds that are none. Thread-safe: the two may come on different threads.
 */
final class EndpointCollector {

    /** All of them: a configuration object may name any class for an endpoint. */
    private final Map<Class<?>, Bean<?>> beans = new LinkedHashMap<>();

    private final Set<Class<?>> annotated = new LinkedHashSet<>();
    private final Set<Class<? extends Endpoint>> programmatic = new LinkedHashSet<>();
    private final Set<Class<? extends ServerApplicationConfig>> configs = new LinkedHashSet<>();
    private final List<ServletContext> servletContexts = new ArrayList<>();

    synchronized void bean(Bean<?> bean) {
        beans.put(bean.getBeanClass(), bean);
        sort(bean.getBeanClass());
    }

    /** Takes the classes that the servlet container found, beans or not. */
    synchronized void scanned(Collection<Class<?>> classes) {
        classes.forEach(this::sort);
    }

    private void sort(Class<?> type) {
        if (type.isAnnotationPresent(ServerEndpoint.class)) {
            annotated.add(type);
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return;
        }
        if (Endpoint.class.isAssignableFrom(type)) {
            programmatic.add(type.asSubclass(Endpoint.class));
        }
        if (ServerApplicationConfig.class.isAssignableFrom(type)
                && type != WithholdingApplicationConfig.class) {
            configs.add(type.asSubclass(ServerApplicationConfig.class));
        }
    }

    synchronized void servletContext(ServletContext context) {
        servletContexts.add(context);
    }

    /** Whether the servlet container has shown the classes of this web application. */
    synchronized boolean isScanned(ServletContext context) {
        // Each time it may be another object that stands for it.
        return servletContexts.stream().anyMatch(one -> path(one).equals(path(context)));
    }

    /** The root's is empty, but Open Liberty has one object say "/" and another what it should. */
    private static String path(ServletContext context) {
        String path = context.getContextPath();
        return path.equals("/") ? "" : path;
    }

    /** The classes with {@code @ServerEndpoint}. */
    synchronized Set<Class<?>> annotated() {
        return new LinkedHashSet<>(annotated);
    }

    /** The classes that extend {@code Endpoint} and are not abstract. */
    synchronized Set<Class<? extends Endpoint>> programmatic() {
        return new LinkedHashSet<>(programmatic);
    }

    /** The application's own {@code ServerApplicationConfig}s. */
    synchronized Set<Class<? extends ServerApplicationConfig>> applicationConfigs() {
        return new LinkedHashSet<>(configs);
    }

    /** A class from one of the archives that the application is made of, if it has a bean. */
    synchronized Optional<Class<?>> beanClass() {
        ClassLoader application = EndpointCollector.class.getClassLoader();
        return beans.keySet().stream()
                .filter(type -> type.getClassLoader() == application)
                .findFirst();
    }

    /** The bean of a class, if it is one. */
    synchronized Optional<Bean<?>> beanOf(Class<?> type) {
        return Optional.ofNullable(beans.get(type));
    }

    /** Whether the server has a WebSocket container of its own for the application. */
    synchronized boolean hasContainerOtherThan(ServerContainer ours) {
        if (servletContexts.isEmpty()) {
            // Without the servlet API what follows cannot be linked.
            return false;
        }
        return servletContexts.stream()
                .map(context -> context.getAttribute(ServletScan.STANDARD_ATTRIBUTE))
                .anyMatch(found -> found != null && found != ours);
    }
}
