package io.postern.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A feature in Liberty's server.xml, taken out of the running server or put into it for a while.
 */
public final class ServerFeature {

    private static final Path FILE = ServerLog.directory().resolveSibling("server.xml");
    private static final int PATIENCE_SECONDS = 60;
    private static final String END = "</featureManager>";

    private final String element;

    public ServerFeature(String name) {
        element = "<feature>" + name + "</feature>";
    }

    private String removed() {
        return "<!-- removed by a test: " + element + " -->";
    }

    /** Returns when the server works without it. */
    public void remove() throws IOException {
        replace(element, removed());
    }

    /** Returns when the server works with it again. */
    public void restore() throws IOException {
        replace(removed(), element);
    }

    /** For one that is not there: returns when the server works with it. */
    public void add() throws IOException {
        replace(END, element + END);
    }

    /** After {@link #add}: returns when the server works without it. */
    public void takeAway() throws IOException {
        replace(element + END, END);
    }

    private static void replace(String old, String with) throws IOException {
        String content = Files.readString(FILE);
        if (!content.contains(old)) {
            throw new IllegalStateException(FILE + " does not contain " + old);
        }
        ServerLog log = new ServerLog();
        Files.writeString(FILE, content.replace(old, with));
        await().atMost(PATIENCE_SECONDS, SECONDS)
                .until(
                        () ->
                                log.text().contains("CWWKG0017I")
                                        && log.text().contains("CWWKF0008I"));
    }
}
