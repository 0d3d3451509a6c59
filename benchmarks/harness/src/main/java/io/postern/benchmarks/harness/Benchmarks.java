package io.postern.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures each work with each server: all are warmed up, then they take turns, round after round,
 * so that what happens to the machine meanwhile happens to all. It fails when a figure is missing
 * or a message was lost.
 */
public final class Benchmarks {

    private final Settings settings;
    private final Servers servers;
    private final Results results;

    private Benchmarks(Settings settings, Servers servers, Results results) {
        this.settings = settings;
        this.servers = servers;
        this.results = results;
    }

    /** See {@code benchmarks/README.md} for the arguments. */
    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.of(arguments);
        List<Work> works = Works.of(settings);
        Path directory = Files.createTempDirectory("benchmarks");
        Results results = new Results(settings.results());
        System.out.println("The servers' messages: " + directory);
        try (Servers servers = new Servers(settings, directory)) {
            Benchmarks benchmarks = new Benchmarks(settings, servers, results);
            for (Work work : works) {
                benchmarks.measure(work);
            }
        }
        if (!results.faults().isEmpty()) {
            System.err.println(String.join(System.lineSeparator(), results.faults()));
            System.exit(1);
        }
        // Netty's threads of its own would be waited for.
        System.exit(0);
    }

    private void measure(Work work) throws Exception {
        List<Contender> able = new ArrayList<>(settings.servers());
        able.add(Contender.CDI_SE);
        able.removeIf(contender -> !work.suits(contender));
        Set<Contender> failed = new TreeSet<>();
        for (Contender contender : able) {
            turn(work, contender, failed, () -> work.warmUp(servers, contender));
        }
        for (int i = 1; i <= settings.rounds(); i++) {
            int round = i;
            for (Contender contender : able) {
                turn(
                        work,
                        contender,
                        failed,
                        () ->
                                results.add(
                                        work, contender, round, work.measure(servers, contender)));
            }
        }
    }

    private interface Turn {
        void run() throws Exception;
    }

    /** One that has failed gets no other turn at this work; the rest goes on. */
    private void turn(Work work, Contender contender, Set<Contender> failed, Turn turn)
            throws InterruptedException {
        if (failed.contains(contender)) {
            return;
        }
        try {
            turn.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed.add(contender);
            results.fault(work, contender, e.toString());
        }
    }
}
