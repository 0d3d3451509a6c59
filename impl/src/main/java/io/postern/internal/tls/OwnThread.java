package io.postern.internal.tls;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs native code on a thread that has ended when the call returns. A thread that has entered
 * BoringSSL runs a destructor inside the library when it ends; were it one of the server's, it
 * would end after the library was unloaded with the application, and take the JVM with it.
 */
final class OwnThread {

    private OwnThread() {}

    /**
     * Calls {@code work} on a new thread and waits for that thread's end.
     *
     * @throws Exception what {@code work} threw
     */
    static <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new FastThreadLocalThread(task, "postern-native");
        thread.setDaemon(true);
        thread.start();
        joinUninterruptibly(thread);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The thread must end here whatever happens: an interrupt is kept for later. */
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
