package io.postern.benchmarks.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is to be measured, and for how long.
 *
 * @param peers the directory with the modules of all servers
 * @param liberty the directory in which Open Liberty was unpacked
 * @param payara the directory in which Payara was unpacked
 * @param results where the figures go
 * @param servers in the order in which they take their turns
 * @param works the titles of those that are measured
 * @param rounds in which every server has a turn at each work
 * @param warmUp one turn before the first round of each work, of which nothing is told
 * @param warmUps at most so many of them; fewer where a server has settled before
 * @param turn for how long is measured in a round
 * @param crowd how many connections are many
 * @param flags of the servers' virtual machines, after those that all have
 */
record Settings(
        Path peers,
        Path liberty,
        Path payara,
        Path results,
        List<Contender> servers,
        Pattern works,
        int rounds,
        Duration warmUp,
        int warmUps,
        Duration turn,
        int crowd,
        List<String> flags) {

    private static final Map<String, String> FULL =
            Map.of(
                    "servers", "",
                    "works", ".*",
                    "rounds", "3",
                    "warm-up", "4",
                    "warm-ups", "20",
                    "seconds", "3",
                    "crowd", "10000",
                    "server-flags", "");

    private static final Map<String, String> SHORT =
            Map.of(
                    "servers", "netty,postern-managed,tomcat",
                    "works", "echo-(text-64-16|binary-65536-1)|handshake-p.*|.*-many|storm.*|start",
                    "rounds", "1",
                    "warm-up", "1",
                    "warm-ups", "1",
                    "seconds", "1",
                    "crowd", "100",
                    "server-flags", "");

    private static final Set<String> PATHS = Set.of("peers", "liberty", "payara", "results");

    /**
     * Reads {@code short} or {@code full}, and what differs from it, as {@code --name=value}.
     *
     * @throws IllegalArgumentException saying which argument is wrong, and what is known
     */
    static Settings of(String... arguments) {
        boolean isShort = arguments.length > 0 && arguments[0].equals("short");
        if (!isShort && (arguments.length == 0 || !arguments[0].equals("full"))) {
            throw new IllegalArgumentException("The first argument has to be 'short' or 'full'");
        }
        Map<String, String> values = new HashMap<>(isShort ? SHORT : FULL);
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] pair = argument.split("=", 2);
            String name = pair[0].replaceFirst("^--", "");
            if (pair.length < 2 || !(values.containsKey(name) || PATHS.contains(name))) {
                throw new IllegalArgumentException(
                        "'%s' is none of %s, each followed by =value"
                                .formatted(
                                        argument,
                                        Stream.concat(FULL.keySet().stream(), PATHS.stream())
                                                .map(known -> "--" + known)
                                                .sorted()
                                                .toList()));
            }
            values.put(name, pair[1]);
        }
        return read(values);
    }

    private static Settings read(Map<String, String> values) {
        String servers = values.getOrDefault("servers", "");
        String flags = values.getOrDefault("server-flags", "");
        return new Settings(
                Path.of(values.getOrDefault("peers", "benchmarks/peers")),
                Path.of(values.getOrDefault("liberty", "liberty/wlp")),
                Path.of(values.getOrDefault("payara", "payara/payara6")),
                Path.of(values.getOrDefault("results", "results.csv")),
                servers.isEmpty() ? Contender.all() : Contender.named(List.of(servers.split(","))),
                Pattern.compile(values.getOrDefault("works", "")),
                number(values, "rounds"),
                Duration.ofSeconds(number(values, "warm-up")),
                number(values, "warm-ups"),
                Duration.ofSeconds(number(values, "seconds")),
                number(values, "crowd"),
                flags.isEmpty() ? List.of() : List.of(flags.split(" ")));
    }

    private static int number(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(
                    "--" + name + " is '" + value + "'; it has to be a whole number from 1");
        }
        return Integer.parseInt(value);
    }
}
