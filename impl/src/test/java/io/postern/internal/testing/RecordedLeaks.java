package io.postern.internal.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Makes Netty's leak detectors and keeps what they report. */
final class RecordedLeaks extends ResourceLeakDetectorFactory {

    private static final long COLLECTION_LIMIT_MILLIS = 10_000;

    private final Queue<Runnable> inspections = new ConcurrentLinkedQueue<>();
    private final Queue<String> reports = new ConcurrentLinkedQueue<>();

    @Override
    @Deprecated
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
            Class<T> resource, int samplingInterval, long maxActive) {
        ResourceLeakDetector<T> detector = new ResourceLeakDetector<>(resource, samplingInterval);
        detector.setLeakListener((type, records) -> reports.add(type + withoutRunner(records)));
        inspections.add(() -> inspect(detector));
        return detector;
    }

    /** Throws if Netty made its buffer detector before this factory was installed. */
    void requireBuffersToBeWatched() {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer();
        buffer.release();
        if (inspections.isEmpty()) {
            throw new IllegalStateException(
                    "Netty's buffers were in use before the leak check was installed");
        }
    }

    /** Forces a collection and returns, and forgets, every leak reported since the last call. */
    List<String> collect() throws InterruptedException {
        collectGarbage();
        inspections.forEach(Runnable::run);
        List<String> found = new ArrayList<>();
        for (String report = reports.poll(); report != null; report = reports.poll()) {
            found.add(report);
        }
        return found;
    }

    // A detector looks for leaked objects only when it is given another one to track.
    @SuppressWarnings("unchecked")
    private static <T> void inspect(ResourceLeakDetector<T> detector) {
        T probe = (T) new Object();
        ResourceLeakTracker<T> tracker = detector.trackForcibly(probe);
        tracker.close(probe);
    }

    private static String withoutRunner(String records) {
        return records.lines()
                .filter(line -> !line.matches("\\s*(org\\.junit|org\\.apache\\.maven)\\..*"))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    // Two rounds: what a finalizer or a cleaner let go in the first is collected in the second.
    private static void collectGarbage() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
            System.gc();
            if (queue.remove(COLLECTION_LIMIT_MILLIS) == null) {
                throw new IllegalStateException(
                        "No garbage collection within %d ms; is -XX:+DisableExplicitGC set?"
                                .formatted(COLLECTION_LIMIT_MILLIS));
            }
            Reference.reachabilityFence(sentinel);
        }
    }
}
