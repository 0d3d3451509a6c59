package io.postern.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Open Liberty. */
record Liberty(Path directory) implements TestedServer {

    @Override
    public Path dropins() {
        return directory.resolve("dropins");
    }

    @Override
    public boolean hasGivenUp(Path war, String log) {
        String name = war.getFileName().toString().replace(".war", "");
        return log.contains("CWWKZ0012I: The application " + name + " was not");
    }

    @Override
    public String failedDeployment() {
        return "CWWKZ0002E: An exception occurred while starting the application";
    }

    @Override
    public List<String> classNeededTooLate() {
        return List.of("CWWKL0002E");
    }

    @Override
    public Optional<ServerFeature> webSocket() {
        return Optional.of(new Feature(directory.resolve("server.xml"), "websocket-2.1"));
    }

    @Override
    public ServerFeature health() {
        return new Feature(directory.resolve("server.xml"), "mpHealth-4.0");
    }

    @Override
    public ServerFeature tokens() {
        return new Feature(directory.resolve("server.xml"), "mpJwt-2.1");
    }

    @Override
    public String readiness() {
        return "/health/ready";
    }

    @Override
    public boolean keepsFailedDeployments() {
        return false;
    }

    @Override
    public boolean loadsInitializersApart() {
        return false;
    }

    @Override
    public boolean hasSessionBeans() {
        return true;
    }

    /** The JMX agent through which Arquillian deploys; the JDK has it accept this machine only. */
    @Override
    public int openToTheNetwork() {
        return 1;
    }

    /** A feature in a server.xml. */
    private record Feature(Path file, String name) implements ServerFeature {

        private static final int PATIENCE_SECONDS = 180;
        private static final String END = "</featureManager>";

        private String element() {
            return "<feature>" + name + "</feature>";
        }

        @Override
        public void add() throws IOException {
            replace(END, element() + END);
        }

        @Override
        public void remove() throws IOException {
            replace(element(), "");
        }

        private void replace(String old, String with) throws IOException {
            String content = Files.readString(file);
            if (!content.contains(old)) {
                throw new IllegalStateException(file + " does not contain " + old);
            }
            ServerLog log = new ServerLog();
            Files.writeString(file, content.replace(old, with));
            await().atMost(PATIENCE_SECONDS, SECONDS)
                    .until(
                            () ->
                                    log.text().contains("CWWKG0017I")
                                            && log.text().contains("CWWKF0008I"));
        }
    }
}
