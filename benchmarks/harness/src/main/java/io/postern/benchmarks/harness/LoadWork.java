package io.postern.benchmarks.harness;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Load on a server that stays.
 *
 * @param title by which it is chosen and reported
 * @param key of the server
 * @param suiting those that can do it
 * @param loads makes the load of a turn
 * @param settings how long a turn is
 */
record LoadWork(
        String title, KeyKind key, Predicate<Contender> suiting, Loads loads, Settings settings)
        implements Work {

    private static final Duration SETTLING = Duration.ofMillis(500);

    /** Makes load for a server. */
    interface Loads {
        Load on(Clients clients, int port);
    }

    @Override
    public boolean suits(Contender contender) {
        return Work.super.suits(contender) && suiting.test(contender);
    }

    /** Until it gets no cheaper: code is compiled while it runs, and that costs as much again. */
    @Override
    public void warmUp(Servers servers, Contender contender) throws Exception {
        Settling.await(
                settings.warmUps(),
                () -> measure(servers, contender, settings.warmUp()).cpuMicros());
    }

    @Override
    public Measured measure(Servers servers, Contender contender) throws Exception {
        return measure(servers, contender, settings.turn());
    }

    private Measured measure(Servers servers, Contender contender, Duration turn) throws Exception {
        RunningServer server = servers.staying(contender, key);
        Load load = loads.on(servers.clients(key), server.port());
        return Load.measure(load, server, SETTLING, turn);
    }
}
