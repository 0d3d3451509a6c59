package io.postern.internal.listener;

import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The timers of a listener: what is scheduled on its event loops and has not run. */
final class ScheduledTasks {

    private ScheduledTasks() {}

    /** What they are to run, each loop being asked on its own thread. */
    static List<String> of(TestListener listener) throws Exception {
        EventLoops loops = ListenerParts.loops(listener);
        List<String> tasks = new ArrayList<>();
        for (String group : List.of("acceptor", "negotiation", "messages")) {
            var threads = (EventLoops.Threads) ListenerParts.read(EventLoops.class, group, loops);
            for (EventExecutor loop : threads.group()) {
                tasks.addAll(loop.submit(() -> tasks(loop)).get());
            }
        }
        return tasks;
    }

    // Netty does not show its timers, and only a test wants to see them.
    private static List<String> tasks(EventExecutor loop) throws ReflectiveOperationException {
        Object queue =
                ListenerParts.read(
                        AbstractScheduledEventExecutor.class, "scheduledTaskQueue", loop);
        return queue == null
                ? List.of()
                : ((Collection<?>) queue).stream().map(String::valueOf).toList();
    }
}
