package io.postern.benchmarks.harness;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What those who are connected notice of many who want to be: the round trip of their messages
 * before and during a storm of handshakes. The server has one processor and the clients the others,
 * so that neither waits for what the other does.
 *
 * @param settings how long a turn is, before the storm and in it, and the warm-ups of both
 */
record StormWork(Settings settings) implements Work {

    private static final int AT_ONCE = 300;
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final List<String> MEMORY = List.of("-Xms512m", "-Xmx1g");
    private static final double SLOW = 99;
    private static final double NANOS_PER_MICRO = 1000;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String title() {
        return "storm-" + KeyKind.RSA_2048.title();
    }

    /** On a fresh server, for it cannot be given its processors back. */
    @Override
    public Measured measure(Servers servers, Contender contender) throws Exception {
        try (RunningServer server = servers.start(contender, KeyKind.RSA_2048, MEMORY)) {
            // On all processors: one that has a storm cannot compile beside it.
            Settling.await(
                    settings.warmUps(),
                    () -> 1 / storm(servers, server, new Tally(), settings.warmUp()));
            return measure(servers, server);
        }
    }

    private Measured measure(Servers servers, RunningServer server) throws Exception {
        try (Clients live = servers.ownClients(KeyKind.RSA_2048, 1);
                Processors divided = Processors.divide(server.pid())) {
            LiveLoad load = new LiveLoad(live, server.port());
            load.start();
            Settling.await(settings.warmUps(), () -> calm(load.tally()));
            Histogram before = times(load.tally(), settings.turn());
            double perSecond = storm(servers, server, load.tally(), settings.turn());
            Histogram during = load.tally().times();
            load.stop();
            return measured(before, during, perSecond, load.tally().faults());
        }
    }

    private static double calm(Tally live) throws InterruptedException {
        return times(live, SETTLING).getValueAtPercentile(SLOW);
    }

    private static Histogram times(Tally live, Duration measuring) throws InterruptedException {
        live.forgetTimes();
        Thread.sleep(measuring.toMillis());
        Histogram times = live.times();
        live.forgetTimes();
        return times;
    }

    /** Lets a storm rage, and says how many came in per second; times of the live begin anew. */
    private static double storm(
            Servers servers, RunningServer server, Tally live, Duration measuring)
            throws Exception {
        HandshakeLoad storm =
                new HandshakeLoad(servers.clients(KeyKind.RSA_2048), server.port(), AT_ONCE, true);
        storm.start();
        Thread.sleep(SETTLING.toMillis());
        live.forgetTimes();
        long begun = System.nanoTime();
        long operations = storm.tally().operations();
        Thread.sleep(measuring.toMillis());
        double perSecond =
                (storm.tally().operations() - operations)
                        * NANOS_PER_SECOND
                        / (System.nanoTime() - begun);
        storm.stop();
        return perSecond;
    }

    private static Measured measured(
            Histogram before, Histogram during, double perSecond, long lost) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (double percentile : new double[] {50, SLOW}) {
            double calm = before.getValueAtPercentile(percentile);
            double stormy = during.getValueAtPercentile(percentile);
            String name = "_p%.0f_".formatted(percentile);
            figures.put("calm" + name + "us", calm / NANOS_PER_MICRO);
            figures.put("storm" + name + "us", stormy / NANOS_PER_MICRO);
            figures.put("storm" + name + "ratio", stormy / calm);
        }
        figures.put("storm_per_second", perSecond);
        figures.put(Measured.LOST, (double) lost);
        return new Measured(figures);
    }
}
