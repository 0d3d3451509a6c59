package io.postern.internal.endpoint;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;

/** Makes a new instance at each request and remembers what became of it. */
final class MadeComponents implements Components {

    final List<Object> made = new ArrayList<>();
    final List<Object> released = new ArrayList<>();

    @Override
    public InstanceSource of(Class<?> type) {
        return () -> {
            Object instance = make(type);
            made.add(instance);
            return new Made(instance);
        };
    }

    /** The only instance made of {@code type}. */
    <T> T only(Class<T> type) {
        List<T> found = made.stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " instances of " + type);
        }
        return found.get(0);
    }

    private static Object make(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no instance of " + type.getName(), e.getCause());
        }
    }

    private final class Made implements ManagedInstance {

        private final Object instance;

        private Made(Object instance) {
            this.instance = instance;
        }

        @Override
        public Object get() {
            return instance;
        }

        @Override
        public void release() {
            released.add(instance);
        }
    }
}
