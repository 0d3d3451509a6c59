package io.postern.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness.Literal;

/** What MicroProfile Health finds. */
final class HealthBeans {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private HealthBeans() {}

    /** Whether the server, or the application, has MicroProfile Health. */
    static boolean areKnown() {
        try {
            Class.forName(API, false, HealthBeans.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

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
