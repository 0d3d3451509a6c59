package io.postern.internal.negotiation;

import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A permit that is taken and given back, where others may wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PermitBenchmark {

    private static final int CAPACITY = 128;

    /** With all permits taken, each applicant waits, and turns out the one who waits longest. */
    @Param({"false", "true"})
    boolean storm;

    private final NegotiationQueue queue =
            new NegotiationQueue(
                    new NegotiationConfig(
                            1, CAPACITY, Duration.ofSeconds(10), Overflow.DROP_OLDEST),
                    System::nanoTime);

    private long told;

    /** Counts what it is told. */
    private final NegotiationQueue.Applicant applicant =
            new NegotiationQueue.Applicant() {
                @Override
                public void permitted() {
                    told++;
                }

                @Override
                public void overflowed() {
                    told++;
                }

                @Override
                public void tooLate() {
                    told++;
                }
            };

    @Setup
    public void fill() {
        for (int i = 0; storm && i <= CAPACITY; i++) {
            queue.enter(queue.place(applicant, System.nanoTime()));
        }
    }

    @Benchmark
    public long permit() {
        Place place = queue.place(applicant, System.nanoTime());
        queue.enter(place);
        if (!storm) {
            queue.succeed(place);
        }
        return told;
    }
}
