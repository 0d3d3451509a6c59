package io.postern.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Netty reported a leaked resource in the server's log, or the
 * server a class that was needed after its WAR had gone.
 *
 * <p>Registered for every test through {@code META-INF/services}, and so outermost: it looks after
 * Arquillian has undeployed the class's WAR, whose {@link LeakProbe} makes Netty report.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    private final Path log = Path.of(System.getProperty("postern.it.server.log"));

    /** Netty's word for a leak; the server's about a class that it cannot read any more. */
    private static final List<String> SIGNS =
            Stream.concat(Stream.of("LEAK:"), TestedServer.CURRENT.classNeededTooLate().stream())
                    .toList();

    private long leaksBefore;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        leaksBefore = leaks().size();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List<String> found = leaks().stream().skip(leaksBefore).toList();
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "%d resource(s) leaked or classes needed too late; see %s:%n%s"
                            .formatted(
                                    found.size(), log, String.join(System.lineSeparator(), found)));
        }
    }

    private List<String> leaks() throws IOException {
        if (Files.notExists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> SIGNS.stream().anyMatch(line::contains)).toList();
        }
    }
}
