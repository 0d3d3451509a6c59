package io.postern.internal.cdi;

import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * The instances of an endpoint that is a bean. Its scope decides: a dependent one is made for each
 * connection and destroyed with it, all others are the context's.
 */
record BeanInstances(BeanManager beans, Bean<?> bean) implements InstanceSource {

    @Override
    public ManagedInstance obtain() {
        CreationalContext<?> creation = beans.createCreationalContext(bean);
        Object instance = beans.getReference(bean, bean.getBeanClass(), creation);
        boolean ours = bean.getScope() == Dependent.class;
        return new ManagedInstance() {
            @Override
            public Object get() {
                return instance;
            }

            @Override
            public void release() {
                if (ours) {
                    creation.release();
                }
            }
        };
    }
}
