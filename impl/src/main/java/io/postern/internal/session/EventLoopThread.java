package io.postern.internal.session;

import io.netty.util.concurrent.FastThreadLocalThread;

/** A thread of an event loop of any listener: it writes for sessions, and must not wait for one. */
public final class EventLoopThread extends FastThreadLocalThread {

    public EventLoopThread(Runnable task, String name) {
        super(task, name);
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof EventLoopThread;
    }
}
