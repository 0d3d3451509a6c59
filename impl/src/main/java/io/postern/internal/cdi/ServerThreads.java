package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.endpoint.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run application code: the server's, and where it has none to give, or they are
 * to be virtual ones, our own. Takes every task until it is closed.
 */
final class ServerThreads implements Workers {

    private final @Nullable Executor managed;
    private final OwnWorkers own = new OwnWorkers();

    /** Made when an endpoint first asks for it; guarded by this. */
    private @Nullable VirtualWorkers virtual;

    private boolean closed;

    /**
     * @param managed the server's, if there is one
     */
    ServerThreads(@Nullable Executor managed) {
        this.managed = managed;
    }

    @Override
    public void execute(Runnable task) {
        Executor server = managed;
        if (server != null) {
            try {
                server.execute(task);
                return;
            } catch (RejectedExecutionException | IllegalStateException e) {
                LOG.executorRefused(e);
            }
        }
        own.execute(task);
    }

    @Override
    public Executor virtual() {
        return this::executeVirtually;
    }

    private void executeVirtually(Runnable task) {
        VirtualWorkers threads = virtualUnlessClosed();
        if (threads != null) {
            try {
                threads.execute(task);
                return;
            } catch (RejectedExecutionException closedMeanwhile) {
                // It is one of the last: somebody has to run it.
            }
        }
        own.execute(task);
    }

    private synchronized @Nullable VirtualWorkers virtualUnlessClosed() {
        if (virtual == null && !closed) {
            virtual = new VirtualWorkers();
        }
        return closed ? null : virtual;
    }

    private synchronized @Nullable VirtualWorkers takeVirtual() {
        closed = true;
        return virtual;
    }

    void close() {
        VirtualWorkers made = takeVirtual();
        if (made != null) {
            made.close();
        }
        own.close();
    }
}
