package io.postern.benchmarks.harness;

import io.postern.benchmarks.endpoints.PeerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Quarkus with its own kind of endpoints.
 *
 * @param threads that run them: the name of the application that was built so
 */
record Quarkus(String threads) implements Launcher {

    private static final Pattern READY =
            Pattern.compile("Listening on: https://127\\.0\\.0\\.1:(\\d+)");

    @Override
    public Launch at(Place place) {
        PeerProcess files = new PeerProcess(place.keys(), "");
        List<String> command = new ArrayList<>(List.of(place.java()));
        command.addAll(place.flags());
        command.addAll(
                List.of(
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.insecure-requests=disabled",
                        "-Dquarkus.http.ssl-port=0",
                        "-Dquarkus.tls.protocols=TLSv1.3",
                        "-Dquarkus.tls.key-store.p12.path=" + files.keyStore(),
                        "-Dquarkus.tls.key-store.p12.password=" + PeerProcess.PASSWORD,
                        "-jar",
                        place.built("quarkus", threads + "/quarkus-run.jar").toString()));
        return new Launch(command, Map.of(), READY, 0);
    }
}
