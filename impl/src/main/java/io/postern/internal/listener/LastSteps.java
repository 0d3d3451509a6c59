package io.postern.internal.listener;

/** The steps of an end: all are taken, whatever interrupts them, so that no thread is left. */
final class LastSteps {

    private LastSteps() {}

    /** A step that may wait. It can be taken again when its wait was interrupted. */
    interface Step {
        void take() throws InterruptedException;
    }

    /** Takes all, and one whose wait was interrupted a second time; an interrupt is kept. */
    static void take(Step... steps) {
        boolean interrupted = Thread.interrupted();
        for (Step step : steps) {
            if (isInterruptedIn(step)) {
                interrupted = true;
                isInterruptedIn(step);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some waits tell of an interrupt by the thread's flag alone. */
    private static boolean isInterruptedIn(Step step) {
        try {
            step.take();
            return Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }
}
