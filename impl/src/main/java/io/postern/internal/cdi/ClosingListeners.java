package io.postern.internal.cdi;

import io.postern.internal.listener.NettyListener;
import io.postern.internal.tls.OwnedThreads;
import java.util.List;

/** Closes listeners at the same time, so that all together take as long as the slowest. */
final class ClosingListeners {

    private ClosingListeners() {}

    /** Returns when all are closed and no thread is left; an interrupt hurries them and is kept. */
    static void closeAll(List<NettyListener> open) {
        if (open.isEmpty()) {
            return;
        }
        if (open.size() == 1) {
            open.get(0).close();
        } else {
            closeTogether(open);
        }
        NettyListener.awaitNettyIdle();
    }

    private static void closeTogether(List<NettyListener> open) {
        OwnedThreads threads = new OwnedThreads("postern-close-");
        List<Thread> closing =
                open.stream().map(listener -> threads.newThread(listener::close)).toList();
        closing.forEach(Thread::start);
        closing.forEach(thread -> join(thread, closing));
    }

    private static void join(Thread thread, List<Thread> all) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                all.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
