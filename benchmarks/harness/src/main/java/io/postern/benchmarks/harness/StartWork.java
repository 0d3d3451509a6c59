package io.postern.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of a process until it listens; of Postern's application also without a listener. Where
 * the server says how long the deployment took, that too.
 */
record StartWork() implements Work {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS = 1000;

    /** As Open Liberty says it. */
    private static final Pattern DEPLOYED = Pattern.compile("started in ([0-9.]+) seconds");

    @Override
    public String title() {
        return "start";
    }

    @Override
    public boolean suits(Contender contender) {
        return true;
    }

    @Override
    public Measured measure(Servers servers, Contender contender) throws Exception {
        try (RunningServer server =
                servers.start(contender, KeyKind.P_256, List.of("-Xms512m", "-Xmx512m"))) {
            double wall = server.startTime().toNanos() / NANOS_PER_MILLI;
            double cpu = server.cpu().toNanos() / NANOS_PER_MILLI;
            Map<String, Double> figures = new HashMap<>();
            figures.put("start_ms", wall);
            figures.put("start_cpu_ms", cpu);
            Matcher deployed = DEPLOYED.matcher(server.readyLine());
            if (deployed.find()) {
                figures.put("deploy_ms", MILLIS * Double.parseDouble(deployed.group(1)));
            }
            return new Measured(figures);
        }
    }
}
