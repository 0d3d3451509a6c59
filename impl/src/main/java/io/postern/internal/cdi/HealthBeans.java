package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What MicroProfile Health finds. Not to be loaded where that is not there. */
final class HealthBeans {

    private HealthBeans() {}

    /** As a class, not as a bean of the extension's own, which not every server looks at. */
    static void add(BeforeBeanDiscovery event) {
        event.addAnnotatedType(OfListeners.class, OfListeners.class.getName());
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
