package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.postern.internal.endpoint.Message;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A text message in one frame on its way from the buffer to what the endpoint is given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextSinkBenchmark {

    private static final int LIMIT = 64 * 1024;

    /** Bytes of the message. */
    @Param({"64", "1024"})
    int size;

    private final ByteBuf payload = ByteBufAllocator.DEFAULT.directBuffer(LIMIT);

    @Setup
    public void fill() {
        payload.clear();
        for (int i = 0; i < size; i++) {
            payload.writeByte('x');
        }
    }

    @TearDown
    public void release() {
        payload.release();
    }

    @Benchmark
    public void message(Blackhole endpoint) {
        FragmentBuffer fragments = new FragmentBuffer(payload.alloc(), () -> LIMIT, 1);
        new TextSink(fragments, (Message message) -> endpoint.consume(message))
                .frame(payload, true);
    }
}
