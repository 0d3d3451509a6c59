package io.postern.internal.listener;

import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The timers of a listener: what is scheduled on its event loops and has not run. */
final class ScheduledTasks {

    private ScheduledTasks() {}

    /** What they are to run, each loop being asked on its own thread. */
    static List<String> of(TestListener listener) throws Exception {
        Object running = read(NettyListener.class, "running", listener.listener());
        EventLoops loops = (EventLoops) read(running.getClass(), "loops", running);
        List<String> tasks = new ArrayList<>();
        for (String group : List.of("acceptor", "negotiation", "messages")) {
            var threads = (EventLoops.Threads) read(EventLoops.class, group, loops);
            for (EventExecutor loop : threads.group()) {
                tasks.addAll(loop.submit(() -> tasks(loop)).get());
            }
        }
        return tasks;
    }

    private static List<String> tasks(EventExecutor loop) throws ReflectiveOperationException {
        Object queue = read(AbstractScheduledEventExecutor.class, "scheduledTaskQueue", loop);
        return queue == null
                ? List.of()
                : ((Collection<?>) queue).stream().map(String::valueOf).toList();
    }

    // Neither Netty nor the listener shows its timers, and only a test wants to see them.
    private static Object read(Class<?> owner, String name, Object object)
            throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
