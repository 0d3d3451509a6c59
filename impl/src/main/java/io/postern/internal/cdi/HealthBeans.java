package io.postern.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness.Literal;

/** What MicroProfile Health finds. Not to be loaded where that is not there. */
final class HealthBeans {

    private HealthBeans() {}

    static void add(AfterBeanDiscovery event, ListenerLifecycle lifecycle) {
        event.<HealthCheck>addBean()
                .types(HealthCheck.class, Object.class)
                .addQualifier(Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(
                        context ->
                                new Readiness(
                                        lifecycle::served,
                                        lifecycle::isDisabled,
                                        Clock.systemUTC()));
    }
}
