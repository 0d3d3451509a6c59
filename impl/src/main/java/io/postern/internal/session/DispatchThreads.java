package io.postern.internal.session;

import io.netty.channel.EventLoop;
import io.postern.Dispatch;
import io.postern.internal.endpoint.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** The threads that may call the endpoint of one connection. */
record DispatchThreads(Workers workers, EventLoop loop) implements Function<Dispatch, Executor> {

    @Override
    public Executor apply(Dispatch on) {
        return switch (on) {
            case MANAGED -> workers;
            case VIRTUAL -> workers.virtual();
            case EVENT_LOOP -> this::onLoop;
        };
    }

    /** At once where that is the calling thread: the hop is what is saved. */
    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException listenerClosed) {
            // What is left to be told has to be told by somebody.
            workers.execute(task);
        }
    }
}
