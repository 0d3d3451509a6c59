package io.postern.internal.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness.Literal;
import org.jspecify.annotations.Nullable;

/**
 * The readiness of the listeners, for MicroProfile Health to find. Not to be loaded where that is
 * not there. Weld takes the archive of a bean from a configurator from the extension that asked for
 * it, and WildFly looks for checks in the application's own archives only: hence a bean of our own.
 */
final class ReadinessBean implements Bean<HealthCheck> {

    private final Class<?> archive;
    private final ListenerLifecycle lifecycle;

    private ReadinessBean(Class<?> archive, ListenerLifecycle lifecycle) {
        this.archive = archive;
        this.lifecycle = lifecycle;
    }

    /**
     * Adds it.
     *
     * @param archive a class of the archive that the check is to come from
     */
    static void add(AfterBeanDiscovery event, Class<?> archive, ListenerLifecycle lifecycle) {
        event.addBean(new ReadinessBean(archive, lifecycle));
    }

    @Override
    public HealthCheck create(CreationalContext<HealthCheck> context) {
        return new Readiness(lifecycle::served, lifecycle::isDisabled, Clock.systemUTC());
    }

    @Override
    public void destroy(HealthCheck check, CreationalContext<HealthCheck> context) {
        context.release();
    }

    @Override
    public Class<?> getBeanClass() {
        return archive;
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(HealthCheck.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Any.Literal.INSTANCE, Literal.INSTANCE);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Singleton.class;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }
}
