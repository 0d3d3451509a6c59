package io.postern.internal.listener;

import io.postern.internal.endpoint.Components;
import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the instances that listeners ask for and keeps account of them. */
final class Ledger implements Components {

    /** An instance that knows, when it is released, whether it was treated well. */
    interface Witness {
        /** What was done wrong to it. */
        Optional<String> complaint();
    }

    private final Map<Class<?>, AtomicLong> obtained = new ConcurrentHashMap<>();
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    @Override
    public InstanceSource of(Class<?> type) {
        return () -> {
            Held instance = new Held(make(type));
            obtained.computeIfAbsent(type, t -> new AtomicLong()).incrementAndGet();
            held.add(instance);
            return instance;
        };
    }

    private static Object make(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes of which instances were obtained. */
    Set<Class<?>> classes() {
        return obtained.keySet();
    }

    long obtained(Class<?> type) {
        AtomicLong count = obtained.get(type);
        return count == null ? 0 : count.get();
    }

    /** How many instances were obtained and not released. */
    int held() {
        return held.size();
    }

    /** Instances released twice, and what the instances themselves complain of. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private final class Held implements ManagedInstance {

        private final Object instance;

        Held(Object instance) {
            this.instance = instance;
        }

        @Override
        public Object get() {
            return instance;
        }

        @Override
        public void release() {
            String name = instance.getClass().getSimpleName();
            if (!held.remove(this)) {
                complaints.add(name + " was released twice");
            } else if (instance instanceof Witness witness) {
                witness.complaint().ifPresent(c -> complaints.add(name + ": " + c));
            }
        }
    }
}
