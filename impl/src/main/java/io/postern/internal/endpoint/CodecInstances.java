package io.postern.internal.endpoint;

import static io.postern.internal.endpoint.EndpointLog.LOG;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The encoders, or the decoders, of one connection: one of each class, made and initialised when
 * first needed. Not thread-safe.
 *
 * @param <C> Encoder or Decoder
 */
final class CodecInstances<C> {

    private final Class<C> role;
    private final Components components;
    private final Consumer<C> init;
    private final Consumer<C> destroy;

    /** Made with the first: most endpoints have none. */
    private Map<Class<?>, ManagedInstance> instances = Map.of();

    CodecInstances(Class<C> role, Components components, Consumer<C> init, Consumer<C> destroy) {
        this.role = role;
        this.components = components;
        this.init = init;
        this.destroy = destroy;
    }

    /** The instance of {@code implementation}; what goes wrong in making it is thrown. */
    C get(Class<?> implementation) {
        ManagedInstance existing = instances.get(implementation);
        return role.cast(existing == null ? make(implementation).get() : existing.get());
    }

    private ManagedInstance make(Class<?> implementation) {
        ManagedInstance made = components.of(implementation).obtain();
        try {
            init.accept(role.cast(made.get()));
        } catch (RuntimeException | Error e) {
            made.release();
            throw e;
        }
        if (instances.isEmpty()) {
            instances = new HashMap<>();
        }
        instances.put(implementation, made);
        return made;
    }

    /** Destroys and releases all; what goes wrong is logged. */
    void destroyAll(String session) {
        instances.forEach(
                (type, instance) -> {
                    try {
                        destroy.accept(role.cast(instance.get()));
                    } catch (Throwable e) {
                        LOG.notDestroyed(e, type.getName(), session);
                    }
                    try {
                        instance.release();
                    } catch (Throwable e) {
                        LOG.notReleased(e, type.getName(), session);
                    }
                });
        instances = Map.of();
    }
}
