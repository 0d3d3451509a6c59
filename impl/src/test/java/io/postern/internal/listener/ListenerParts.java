package io.postern.internal.listener;

import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a listener consists of and shows to nobody, for tests that look at it or change it. */
final class ListenerParts {

    private ListenerParts() {}

    static EventLoops loops(TestListener listener) throws ReflectiveOperationException {
        return (EventLoops) part("loops", listener);
    }

    /** The connections that are open. */
    static Set<Channel> connections(TestListener listener) throws ReflectiveOperationException {
        Map<?, ?> open = (Map<?, ?>) read(Admission.class, "open", part("admission", listener));
        return open.keySet().stream()
                .map(Channel.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Object part(String name, TestListener listener)
            throws ReflectiveOperationException {
        Object running = read(NettyListener.class, "running", listener.listener());
        return read(running.getClass(), name, running);
    }

    static Object read(Class<?> owner, String name, Object object)
            throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
