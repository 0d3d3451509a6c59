package io.postern.benchmarks.harness;

/** Repeats something until it gets no better: code is compiled while it runs. */
final class Settling {

    /** A turn that costs so much of the least so far, or more, has brought nothing. */
    private static final double SETTLED = 0.97;

    /** So many turns in a row that bring nothing are enough. */
    private static final int SETTLED_TURNS = 3;

    private Settling() {}

    /** One turn. */
    interface Turn {
        /** What it has cost, in any unit. */
        double cost() throws Exception;
    }

    /** Has no more than {@code most} turns. */
    static void await(int most, Turn turn) throws Exception {
        double least = Double.POSITIVE_INFINITY;
        int settled = 0;
        for (int i = 0; i < most && settled < SETTLED_TURNS; i++) {
            double cost = turn.cost();
            settled = cost < least * SETTLED ? 0 : settled + 1;
            least = Math.min(least, cost);
        }
    }
}
