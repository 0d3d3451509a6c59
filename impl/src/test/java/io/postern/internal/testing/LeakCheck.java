package io.postern.internal.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty reports a resource that was collected without having been
 * released.
 *
 * <p>Registered for every test through {@code META-INF/services}. It is made before the first test
 * class is initialised, and so before Netty creates its leak detectors; made again in the same
 * virtual machine, it goes on with the detectors that it finds.
 */
public final class LeakCheck implements AfterAllCallback {

    private final RecordedLeaks leaks;

    public LeakCheck() {
        if (ResourceLeakDetectorFactory.instance() instanceof RecordedLeaks installed) {
            leaks = installed;
            return;
        }
        leaks = new RecordedLeaks();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(leaks);
        leaks.requireBuffersToBeWatched();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (!context.getEnclosingTestClasses().isEmpty()) {
            return;
        }
        List<String> found = leaks.collect();
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "%s leaked %d reference-counted object(s); each must be released once:%n%s"
                            .formatted(
                                    context.getRequiredTestClass().getName(),
                                    found.size(),
                                    String.join(System.lineSeparator(), found)));
        }
    }
}
