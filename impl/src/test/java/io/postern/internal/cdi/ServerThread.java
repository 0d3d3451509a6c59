package io.postern.internal.cdi;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread of a server, which ends when this is closed and not before. */
final class ServerThread implements AutoCloseable {

    private final Thread[] thread = new Thread[1];
    private final ExecutorService executor;

    ServerThread(String name) {
        executor =
                Executors.newSingleThreadExecutor(
                        task -> {
                            thread[0] = new Thread(task, "server-" + name);
                            return thread[0];
                        });
    }

    /** Waits for the result; nothing of the task stays with the thread. */
    <T> T call(Callable<T> task) throws Exception {
        try {
            return executor.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        thread[0].join();
    }
}
