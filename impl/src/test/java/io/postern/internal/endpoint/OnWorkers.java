package io.postern.internal.endpoint;

import io.postern.Dispatch;
import java.util.concurrent.Executor;

/** The same threads for everything. */
record OnWorkers(Executor workers) implements CallbackThreads {

    @Override
    public Executor of(Dispatch on) {
        return workers;
    }

    @Override
    public boolean isHere(Dispatch on) {
        return false;
    }
}
