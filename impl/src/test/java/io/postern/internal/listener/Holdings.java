package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What this process holds after each round of the same work; it must not become more and more. */
final class Holdings {

    /** The allocators of the JVM and of the C library take that much more at times. */
    private static final long RESIDENT_SLACK_KIB = 32 << 10;

    private final List<Holding> rounds = new ArrayList<>();
    private final long slack;

    /** Resident memory without the heap. */
    private record Holding(long residentKib, long descriptors, long threads) {}

    /**
     * @param slack so many descriptors and threads may be kept for reuse
     */
    Holdings(long slack) {
        this.slack = slack;
    }

    /** A round is over. */
    void note() throws Exception {
        rounds.add(
                new Holding(
                        Memory.residentKib(),
                        Path.of("/proc/self/fd").toFile().list().length,
                        ManagementFactory.getThreadMXBean().getThreadCount()));
    }

    /** From the middle round to the last little was added: those before it load and compile. */
    void assertSteady() {
        assertThat(growth(Holding::residentKib)).as("KiB: %s", this).isLessThan(RESIDENT_SLACK_KIB);
        assertThat(growth(Holding::descriptors)).as("descriptors: %s", this).isLessThan(slack);
        assertThat(growth(Holding::threads)).as("threads: %s", this).isLessThan(slack);
    }

    private long growth(ToLongFunction<Holding> what) {
        int last = rounds.size() - 1;
        return what.applyAsLong(rounds.get(last)) - what.applyAsLong(rounds.get(last / 2));
    }

    @Override
    public String toString() {
        return rounds.toString();
    }
}
