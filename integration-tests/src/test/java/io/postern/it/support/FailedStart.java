package io.postern.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application that the server takes and then does not start. It is put into the server's
 * directory by hand: Liberty tells of such a start in its log only, and Arquillian's adapter would
 * wait for the application until its time is up.
 */
public final class FailedStart implements AutoCloseable {

    private static final TestedServer SERVER = TestedServer.CURRENT;
    private static final int PATIENCE_SECONDS = 180;

    private final ServerLog log = new ServerLog();
    private final Path file;

    private FailedStart(WebArchive war) throws IOException {
        file = Files.createDirectories(SERVER.dropins()).resolve(war.getName());
        Path complete = Files.createTempFile(Path.of("target"), "application", ".war");
        war.as(ZipExporter.class).exportTo(complete.toFile(), true);
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> SERVER.hasGivenUp(file, log.text()));
    }

    /** Deploys and waits until the server has given up. */
    public static FailedStart of(Wars war) throws IOException {
        return new FailedStart(war.build());
    }

    /** Fails unless the server has logged all of this. */
    public void assertLogged(String... parts) {
        log.awaiting(parts);
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
