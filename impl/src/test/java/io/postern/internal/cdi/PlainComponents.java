package io.postern.internal.cdi;

import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;

/** Instances made by their constructor, without CDI. */
final class PlainComponents implements Components {

    private record Plain(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // Nothing is bound to it.
        }
    }

    @Override
    public InstanceSource of(Class<?> type) {
        return () -> {
            try {
                return new Plain(type.getConstructor().newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
