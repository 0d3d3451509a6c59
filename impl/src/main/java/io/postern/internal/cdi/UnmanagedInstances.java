package io.postern.internal.cdi;

import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;

/**
 * The instances of an endpoint class that is no bean: one for each connection, injected like one
 * (Jakarta WebSocket 2.1, section 7.1).
 */
record UnmanagedInstances<T>(BeanManager beans, Class<T> type) implements InstanceSource {

    @Override
    public ManagedInstance obtain() {
        Unmanaged.UnmanagedInstance<T> instance =
                new Unmanaged<>(beans, type).newInstance().produce().inject().postConstruct();
        return new ManagedInstance() {
            @Override
            public Object get() {
                return instance.get();
            }

            @Override
            public void release() {
                instance.preDestroy().dispose();
            }
        };
    }
}
