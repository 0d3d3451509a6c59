package io.postern.it.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A bean for every WAR with Postern in it: as the application ends it makes Netty report, in the
 * server's log, the buffers that were collected without having been released. {@link LeakCheck}
 * reads the log. Without it a leak is forgotten together with the application's class loader.
 */
@ApplicationScoped
public class LeakProbe {

    private static final long COLLECTION_LIMIT_MILLIS = 10_000;

    // The WAR is gone from the disk when the application ends: all classes are loaded here.
    void load(@Observes Startup event) {
        allocate();
    }

    void report(@Observes Shutdown event) throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
            System.gc();
            if (queue.remove(COLLECTION_LIMIT_MILLIS) == null) {
                throw new IllegalStateException(
                        "No garbage collection within %d ms".formatted(COLLECTION_LIMIT_MILLIS));
            }
            Reference.reachabilityFence(sentinel);
        }
        allocate();
    }

    // Netty looks for leaked buffers only when it hands out another one.
    private static void allocate() {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer();
        buffer.release();
    }
}
