package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What MicroProfile Health finds. Not to be loaded where that is not there. */
final class HealthBeans {

    private HealthBeans() {}

    /** As a class: Payara looks at the annotations of the classes of beans. */
    static void add(BeforeBeanDiscovery event) {
        if (!isWildFly()) {
            event.addAnnotatedType(OfListeners.class, OfListeners.class.getName());
        }
    }

    /** As a bean of an archive of the application's: WildFly looks in no other. */
    static void add(
            AfterBeanDiscovery event, Optional<Class<?>> archive, ListenerLifecycle lifecycle) {
        if (isWildFly()) {
            ReadinessBean.add(event, archive.orElse(WssExtension.class), lifecycle);
        }
    }

    private static boolean isWildFly() {
        ClassLoader application = HealthBeans.class.getClassLoader();
        return application != null
                && application.getClass().getName().startsWith("org.jboss.modules.");
    }

    /** The check, made by CDI. */
    @Singleton
    @org.eclipse.microprofile.health.Readiness
    static class OfListeners implements HealthCheck {

        private final Readiness readiness;

        @Inject
        OfListeners(BeanManager beans) {
            ListenerLifecycle lifecycle = beans.getExtension(WssExtension.class).lifecycle();
            readiness = new Readiness(lifecycle::served, lifecycle::isDisabled, Clock.systemUTC());
        }

        @Override
        public HealthCheckResponse call() {
            return readiness.call();
        }
    }
}
