package io.postern.benchmarks.harness;

import java.time.Duration;

/**
 * Work that clients make for a server that runs, from {@link #start} until {@link #stop}. What is
 * counted is what was done between two readings of both clocks.
 */
interface Load {

    /** Begins, and returns when all takes part. */
    void start() throws Exception;

    /** Begins nothing new, waits for what has begun, and disconnects; the rest is lost. */
    void stop() throws Exception;

    Tally tally();

    /** Lets it run, first so that all is in motion, then with the clocks. */
    static Measured measure(Load load, RunningServer server, Duration settling, Duration measuring)
            throws Exception {
        Tally tally = load.tally();
        load.start();
        Thread.sleep(settling.toMillis());
        tally.forgetTimes();
        long before = tally.operations();
        long begun = System.nanoTime();
        Duration cpu = server.cpu();
        Thread.sleep(measuring.toMillis());
        Duration used = server.cpu().minus(cpu);
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        long operations = tally.operations() - before;
        org.HdrHistogram.Histogram times = tally.times();
        tally.forgetTimes();
        load.stop();
        return Measured.load(operations, used, wall, times, tally.faults());
    }
}
