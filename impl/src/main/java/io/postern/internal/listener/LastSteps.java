package io.postern.internal.listener;

import static io.postern.internal.listener.ListenerLog.LOG;

/** The steps of an end: all are taken, whatever interrupts them, so that no thread is left. */
final class LastSteps {

    private LastSteps() {}

    /** A step that may wait. It can be taken again when its wait was interrupted. */
    interface Step {
        void take() throws InterruptedException;
    }

    /**
     * Takes all, and one whose wait was interrupted a second time; an interrupt is kept, and a step
     * that fails is logged.
     */
    static void take(String listener, Step... steps) {
        boolean interrupted = Thread.interrupted();
        for (Step step : steps) {
            if (isInterruptedIn(listener, step)) {
                interrupted = true;
                isInterruptedIn(listener, step);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some waits tell of an interrupt by the thread's flag alone. */
    private static boolean isInterruptedIn(String listener, Step step) {
        try {
            step.take();
            return Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.closeFailed(e, listener);
            return false;
        }
    }
}
