package io.postern.it.support;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** WildFly. */
record WildFly(Path directory) implements TestedServer {

    private static final URI MANAGEMENT =
            URI.create(System.getProperty("postern.it.server.management"));

    @Override
    public Path dropins() {
        return directory.resolve("deployments");
    }

    @Override
    public boolean hasGivenUp(Path war, String log) {
        return Files.exists(war.resolveSibling(war.getFileName() + ".failed"));
    }

    @Override
    public String failedDeployment() {
        return "WFLYSRV0021: Deploy of deployment";
    }

    @Override
    public List<String> classNeededTooLate() {
        return List.of("java.lang.NoClassDefFoundError");
    }

    @Override
    public Optional<ServerFeature> webSocket() {
        return Optional.of(new WebSocket(directory.resolveSibling("bin")));
    }

    @Override
    public ServerFeature health() {
        return ServerFeature.PERMANENT;
    }

    @Override
    public ServerFeature tokens() {
        return ServerFeature.PERMANENT;
    }

    @Override
    public String readiness() {
        return MANAGEMENT.resolve("/health/ready").toString();
    }

    /** Its MicroProfile Health does: for each, a check that has no answer yet. */
    @Override
    public boolean keepsFailedDeployments() {
        return true;
    }

    @Override
    public boolean loadsInitializersApart() {
        return false;
    }

    @Override
    public boolean hasSessionBeans() {
        return false;
    }

    @Override
    public int openToTheNetwork() {
        return 0;
    }

    /** A setting of its servlet container. */
    private record WebSocket(Path bin) implements ServerFeature {

        private static final int PATIENCE_SECONDS = 120;

        @Override
        public void add() throws IOException {
            operate("add");
        }

        @Override
        public void remove() throws IOException {
            operate("remove");
        }

        private void operate(String operation) throws IOException {
            File output = new File("target", "jboss-cli.log");
            Process process =
                    new ProcessBuilder(
                                    bin.resolve("jboss-cli.sh").toString(),
                                    "--connect",
                                    "--controller=" + MANAGEMENT.getAuthority(),
                                    "--commands=/subsystem=undertow/servlet-container=default"
                                            + "/setting=websockets:"
                                            + operation
                                            + ",reload")
                            .redirectErrorStream(true)
                            .redirectOutput(output)
                            .start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IOException(Files.readString(output.toPath()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
