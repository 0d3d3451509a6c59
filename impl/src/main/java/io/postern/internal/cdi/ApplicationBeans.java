package io.postern.internal.cdi;

import io.postern.ConnectionExtension;
import io.postern.WebSocketListener;
import io.postern.tls.CertificateResolver;
import io.postern.tls.ClientCertificateValidator;
import io.postern.upgrade.UpgradeCheck;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import java.util.ArrayList;
import java.util.List;

/**
 * The beans that take part in listeners, as the container has shown them while it started: asked
 * for them later, it may leave out those that the library's own archive does not see, and a
 * validator that is not seen is not asked. Thread-safe.
 */
final class ApplicationBeans {

    private static final List<Class<?>> TYPES =
            List.of(
                    WebSocketListener.class,
                    ConnectionExtension.class,
                    CertificateResolver.class,
                    ClientCertificateValidator.class,
                    UpgradeCheck.class);

    private final List<Bean<?>> found = new ArrayList<>();

    /** Takes an enabled bean. */
    synchronized void add(Bean<?> bean) {
        boolean another = bean instanceof Decorator || bean instanceof Interceptor;
        if (!another && TYPES.stream().anyMatch(bean.getTypes()::contains)) {
            found.add(bean);
        }
    }

    /** Those that have this type, whatever their qualifiers. */
    synchronized List<Bean<?>> of(Class<?> type) {
        return found.stream().filter(bean -> bean.getTypes().contains(type)).toList();
    }
}
