package io.postern.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the server has logged since this was made. */
public final class ServerLog {

    private static final Path FILE = Path.of(System.getProperty("postern.it.server.log"));

    private final long begin = FILE.toFile().length();

    /** The directory in which the server keeps its logs and, beside it, all else of its own. */
    private static Path directory() {
        return FILE.getParent();
    }

    /** All of the server's log files in which a text is found, its dumps of faults included. */
    public static List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile).filter(file -> contains(file, text)).toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #text()}, when all of this is in it: some servers write it a moment later. */
    public String awaiting(String... parts) {
        await().untilAsserted(() -> assertThat(text()).contains(parts));
        return text();
    }

    public String text() {
        try (RandomAccessFile file = new RandomAccessFile(FILE.toFile(), "r")) {
            file.seek(begin);
            byte[] content = new byte[Math.toIntExact(file.length() - begin)];
            file.readFully(content);
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
