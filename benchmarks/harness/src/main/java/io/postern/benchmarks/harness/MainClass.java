package io.postern.benchmarks.harness;

import io.postern.benchmarks.endpoints.PeerProcess;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A server that a main class of ours starts.
 *
 * @param module the directory of its module, and the last part of its package
 * @param type its main class
 * @param option empty when it has none
 */
record MainClass(String module, String type, String option) implements Launcher {

    private static final Pattern READY = Pattern.compile("^" + PeerProcess.LISTENING + "(\\d+)$");

    @Override
    public Launch at(Place place) {
        List<String> command = new ArrayList<>(List.of(place.java()));
        command.addAll(place.flags());
        command.addAll(
                List.of(
                        "-cp",
                        place.built(module, "server.jar")
                                + File.pathSeparator
                                + place.built(module, "libraries")
                                + "/*",
                        "io.postern.benchmarks." + module + "." + type,
                        place.keys().toString()));
        if (!option.isEmpty()) {
            command.add(option);
        }
        return new Launch(command, Map.of(), READY, 0);
    }
}
