package io.postern.internal.cdi;

import io.postern.internal.endpoint.InstanceSource;
import io.postern.internal.endpoint.ManagedInstance;
import org.jspecify.annotations.Nullable;

/**
 * One instance for all uses, of a {@code @Singleton} class that is no bean: the annotation alone
 * makes a class a bean on some servers and not on others. Thread-safe.
 */
final class SharedInstance implements InstanceSource {

    private final InstanceSource source;
    private @Nullable ManagedInstance made;

    SharedInstance(InstanceSource source) {
        this.source = source;
    }

    @Override
    public synchronized ManagedInstance obtain() {
        ManagedInstance present = made;
        if (present == null) {
            present = source.obtain();
            made = present;
        }
        return new Use(present.get());
    }

    /** Ends it, when nobody uses it any more. */
    synchronized void end() {
        ManagedInstance present = made;
        made = null;
        if (present != null) {
            present.release();
        }
    }

    private record Use(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // Others use it.
        }
    }
}
