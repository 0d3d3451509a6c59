package io.postern.benchmarks.harness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the clients have seen: how much was done, and how long each of it took. Thread-safe. */
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

    private final LongAdder done = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile Histogram nanos = empty();

    private static Histogram empty() {
        return new ConcurrentHistogram(LONGEST, 3);
    }

    /** One operation is done, which began at this time of {@link System#nanoTime}. */
    void done(long since) {
        done.increment();
        nanos.recordValue(Math.min(LONGEST, System.nanoTime() - since));
    }

    /** One operation was answered wrongly, or not at all. */
    void fault() {
        faults.increment();
    }

    long operations() {
        return done.sum();
    }

    long faults() {
        return faults.sum();
    }

    /** From now on times go to a new histogram. */
    void forgetTimes() {
        nanos = empty();
    }

    Histogram times() {
        return nanos;
    }
}
