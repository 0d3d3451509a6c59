package io.postern.benchmarks.harness;

import io.postern.benchmarks.endpoints.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Open Liberty with an application at its root.
 *
 * @param war the module that builds the application
 * @param dispatch of Postern in it; empty when Liberty serves the endpoints itself
 */
record Liberty(String war, String dispatch) implements Launcher {

    private static final Pattern READY = Pattern.compile("CWWKZ0001I");

    private static final String SERVER =
            """
            <server>
                <featureManager>
                    <feature>cdi-4.0</feature>
                    <feature>concurrent-3.0</feature>
                    <feature>jndi-1.0</feature>
                    <feature>mpConfig-3.1</feature>
                    <feature>servlet-6.0</feature>
                    <feature>transportSecurity-1.0</feature>
                    <feature>websocket-2.1</feature>
                </featureManager>
                <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="-1" httpsPort="%d"/>
                <keyStore id="defaultKeyStore" location="%s" password="%s" type="PKCS12"/>
                <ssl id="defaultSSLConfig" keyStoreRef="defaultKeyStore" sslProtocol="TLSv1.3"/>
                <httpOptions maxKeepAliveRequests="-1"/>
                <applicationManager autoExpand="false"/>
                <webApplication location="%s" contextRoot="/"/>
            </server>
            """;

    @Override
    public Launch at(Place place) throws IOException {
        Path home = place.settings().liberty();
        Path user = Files.createTempDirectory(place.keys(), "liberty");
        Path server = Files.createDirectories(user.resolve("servers").resolve("benchmarks"));
        int https = Launcher.freePort();
        int port = dispatch.isEmpty() ? https : Launcher.freePort();
        PeerProcess files = new PeerProcess(place.keys(), "");
        Files.writeString(
                server.resolve("server.xml"),
                SERVER.formatted(
                        https,
                        files.keyStore(),
                        PeerProcess.PASSWORD,
                        place.built(war, "server.war").toAbsolutePath()));
        List<String> command = new ArrayList<>(List.of(place.java()));
        command.addAll(place.flags());
        // Its messages are read.
        command.add("-Duser.language=en");
        if (!dispatch.isEmpty()) {
            command.addAll(posternFlags(port, files));
        }
        command.addAll(
                List.of(
                        // What its own script opens of the JDK's modules.
                        "@" + home.resolve("lib/platform/java/java9.options"),
                        "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
                        "-jar",
                        home.resolve("bin/tools/ws-server.jar").toString(),
                        "benchmarks"));
        return new Launch(command, Map.of("WLP_USER_DIR", user.toString()), READY, port);
    }

    private List<String> posternFlags(int port, PeerProcess files) {
        return List.of(
                "-Dwss.host=127.0.0.1",
                "-Dwss.port=" + port,
                "-Dwss.dispatch=" + dispatch,
                "-Dwss.max-connections=20000",
                "-Dwss.tls.protocols=TLSv1.3",
                "-Dwss.tls.key-store.p12.path=" + files.keyStore(),
                "-Dwss.tls.key-store.p12.password=" + PeerProcess.PASSWORD);
    }
}
