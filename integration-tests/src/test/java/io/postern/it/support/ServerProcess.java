package io.postern.it.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server's virtual machine, seen from outside, as Linux and jcmd tell of it. */
public record ServerProcess(long id) {

    /** Where it is told to put temporary files. */
    private static final Path TEMPORARY = Path.of("target", "tmp").toAbsolutePath();

    private static final int PATIENCE_SECONDS = 180;

    /** Asks a WAR with {@link ProcessServlet}. */
    public static ServerProcess of(String war) {
        return new ServerProcess(Long.parseLong(Server.get(war + "/process").body()));
    }

    /** How many class loaders still have a class of this name, after a forced collection. */
    public long loaders(Class<?> type) throws IOException {
        run("GC.run");
        return run("VM.class_hierarchy", type.getName())
                .lines()
                .filter(line -> line.contains("|--" + type.getName() + "/"))
                .count();
    }

    /** The libraries that Netty has unpacked, temporary files all, and that are still mapped. */
    public List<String> nativeLibraries() throws IOException {
        try (Stream<String> lines = Files.lines(directory().resolve("maps"))) {
            return lines.filter(line -> line.contains(TEMPORARY.toString()))
                    .filter(line -> line.contains("netty"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
        }
    }

    /** The sockets that wait for anybody. */
    public List<OpenSocket> openSockets() throws IOException {
        return OpenSocket.of(id);
    }

    /** What its open descriptors lead to. */
    public List<String> descriptors() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("fd"))) {
            return files.map(ServerProcess::target).filter(Objects::nonNull).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return null;
        }
    }

    private Path directory() {
        return Path.of("/proc", Long.toString(id));
    }

    private String run(String... command) throws IOException {
        File output = new File("target", "jcmd.txt");
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(jcmd.toString(), Long.toString(id)),
                                                Stream.of(command))
                                        .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output.toPath());
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The names of what lies where it puts temporary files. */
    public static List<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
