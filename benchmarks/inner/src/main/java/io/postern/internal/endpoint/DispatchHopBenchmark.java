package io.postern.internal.endpoint;

import io.postern.Dispatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Callbacks that are queued on one thread and run on another, until the last of them has run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchHopBenchmark {

    /** How many are queued before the first can have run. */
    @Param({"1", "16"})
    int burst;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final CallbackExecutor callbacks = callbacksOn(worker);

    private static CallbackExecutor callbacksOn(Executor worker) {
        CallbackThreads threads =
                new CallbackThreads() {
                    @Override
                    public Executor of(Dispatch on) {
                        return worker;
                    }

                    @Override
                    public boolean isHere(Dispatch on) {
                        return false;
                    }
                };
        ConnectionContext context =
                new ConnectionContext() {
                    @Override
                    public void run(Runnable burst) {
                        burst.run();
                    }

                    @Override
                    public void inRequest(Runnable callback) {
                        callback.run();
                    }
                };
        return new CallbackExecutor(threads, context);
    }

    @TearDown
    public void stop() {
        worker.shutdownNow();
    }

    /** The time of a whole burst, with the wake-ups of both threads. */
    @Benchmark
    public void hop() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(burst);
        for (int i = 0; i < burst; i++) {
            callbacks.execute(Dispatch.MANAGED, ran::countDown);
        }
        ran.await();
    }
}
