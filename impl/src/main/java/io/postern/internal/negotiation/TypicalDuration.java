package io.postern.internal.negotiation;

import java.util.Arrays;

/**
 * How long negotiations take at present: the median of the last ones that succeeded, so that a few
 * slow peers do not sway it, and never more than a limit, whatever peers do. The queue guards it.
 */
final class TypicalDuration {

    /** Enough for a median that is steady, few enough to follow a change within a second. */
    static final int LAST = 32;

    private final long limit;
    private final long[] last = new long[LAST];
    private final long[] sorted = new long[LAST];
    private int next;
    private int known;
    private long nanos;

    /**
     * @param limit in nanoseconds
     */
    TypicalDuration(long limit) {
        this.limit = limit;
    }

    void add(long took) {
        last[next] = took;
        next = (next + 1) % LAST;
        known = Math.min(known + 1, LAST);
        System.arraycopy(last, 0, sorted, 0, known);
        Arrays.sort(sorted, 0, known);
        nanos = Math.min(limit, sorted[known / 2]);
    }

    /** In nanoseconds; 0 as long as nothing is known. */
    long nanos() {
        return nanos;
    }
}
