package io.postern.internal.endpoint;

import io.postern.Dispatch;
import java.util.concurrent.Executor;

/** The threads that may call the endpoint of one connection. */
public interface CallbackThreads {

    /** Those of this kind. */
    Executor of(Dispatch on);

    /** Whether the calling thread is one of this kind, and may run a callback at once. */
    boolean isHere(Dispatch on);
}
