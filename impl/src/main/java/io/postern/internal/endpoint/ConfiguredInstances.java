package io.postern.internal.endpoint;

/**
 * Asks the application's configurator for each instance, where it wants to be asked (Jakarta
 * WebSocket 2.1, section 3.1.7); else CDI. What a configurator gives stays the application's.
 */
record ConfiguredInstances(
        Class<?> type, EffectiveConfigurator configurator, InstanceSource otherwise)
        implements InstanceSource {

    @Override
    public ManagedInstance obtain() {
        return configurator.suppliesInstances() ? supplied() : otherwise.obtain();
    }

    private ManagedInstance supplied() {
        Object instance;
        try {
            instance = configurator.getEndpointInstance(type);
        } catch (InstantiationException e) {
            throw new IllegalStateException("its configurator could not make one", e);
        }
        if (!type.isInstance(instance)) {
            throw new IllegalStateException(
                    "its configurator gave "
                            + (instance == null ? "null" : instance.getClass().getName()));
        }
        return new Supplied(instance);
    }

    private record Supplied(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // It is not ours.
        }
    }
}
