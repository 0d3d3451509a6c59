package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the two has come that the listeners wait for: the start of the application, and, where
 * there is a servlet container, its classes. Servers send them in either order, or at once on two
 * threads. Thread-safe.
 */
final class StartSignals {

    private boolean started;
    private @Nullable BeanManager scanned;

    /**
     * The application has started.
     *
     * @param scanExpected whether a servlet container is going to show its classes, or has
     * @return whether it is this signal that opens the listeners
     */
    synchronized boolean started(boolean scanExpected) {
        started = true;
        return scanned != null || !scanExpected;
    }

    /**
     * The servlet container has shown all classes.
     *
     * @param beans of the web application
     * @return whether it is this signal that opens the listeners
     */
    synchronized boolean scanned(BeanManager beans) {
        scanned = beans;
        return started;
    }

    /** The beans of the web application, if it has shown its classes. */
    synchronized Optional<BeanManager> scannedWith() {
        return Optional.ofNullable(scanned);
    }
}
