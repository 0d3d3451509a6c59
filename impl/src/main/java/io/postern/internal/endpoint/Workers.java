package io.postern.internal.endpoint;

import java.util.concurrent.Executor;

/** The threads that run application code and may block: the server's, or the listener's own. */
@FunctionalInterface
public interface Workers extends Executor {

    /** Virtual ones; where the virtual machine has none, nobody gets so far as to ask for them. */
    default Executor virtual() {
        return this;
    }
}
