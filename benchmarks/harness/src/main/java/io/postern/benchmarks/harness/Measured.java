package io.postern.benchmarks.harness;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * The figures of one measurement, by name; each name ends with its unit.
 *
 * @param figures in the order in which they are shown
 */
record Measured(Map<String, Double> figures) {

    /** What was not answered, or wrongly; anything but none makes the run fail. */
    static final String LOST = "lost";

    private static final String CPU = "cpu_us";
    private static final double NANOS_PER_MICRO = 1000;

    Measured {
        figures = Map.copyOf(figures);
    }

    /** Of operations under load. */
    static Measured load(long operations, Duration cpu, Duration wall, Histogram times, long lost) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(CPU, cpu.toNanos() / NANOS_PER_MICRO / operations);
        figures.put("per_second", operations / (wall.toNanos() / 1e9));
        figures.put("p50_us", times.getValueAtPercentile(50) / NANOS_PER_MICRO);
        figures.put("p99_us", times.getValueAtPercentile(99) / NANOS_PER_MICRO);
        figures.put("p999_us", times.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
        figures.put(LOST, (double) lost);
        return new Measured(figures);
    }

    /** Processor time of the server for each operation of a load. */
    double cpuMicros() {
        return Objects.requireNonNull(figures.get(CPU));
    }

    /**
     * What speaks against these figures; empty when nothing does. How large they are does not: the
     * memory of a small crowd may come out below zero.
     */
    String fault() {
        if (figures.getOrDefault(LOST, 0.0) != 0) {
            return figures.get(LOST) + " lost";
        }
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            if (!Double.isFinite(figure.getValue())) {
                return figure.getKey() + " is " + figure.getValue();
            }
        }
        return "";
    }
}
