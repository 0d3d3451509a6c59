package io.postern.internal.session;

import io.netty.channel.EventLoop;
import io.postern.Dispatch;
import io.postern.internal.endpoint.CallbackThreads;
import io.postern.internal.endpoint.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The application's threads, or the event loop of the connection. */
record DispatchThreads(Workers workers, EventLoop loop) implements CallbackThreads {

    @Override
    public Executor of(Dispatch on) {
        return switch (on) {
            case MANAGED -> workers;
            case VIRTUAL -> workers.virtual();
            case EVENT_LOOP -> this::onLoop;
        };
    }

    @Override
    public boolean isHere(Dispatch on) {
        return on == Dispatch.EVENT_LOOP && loop.inEventLoop();
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException listenerClosed) {
            // What is left to be told has to be told by somebody.
            workers.execute(task);
        }
    }
}
