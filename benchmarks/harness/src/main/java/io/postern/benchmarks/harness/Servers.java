package io.postern.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Starts servers: one process of each with each key stays, for load; others come and go. */
final class Servers implements AutoCloseable {

    /** Room for ten thousand connections on the engine of the JDK, which needs the most. */
    private static final List<String> MEMORY = List.of("-Xms512m", "-Xmx3g");

    /** What newer virtual machines want, so that Netty may do there what it does on older ones. */
    private static final List<String> NATIVE =
            Runtime.version().feature() >= 24
                    ? List.of(
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow")
                    : List.of();

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Settings settings;
    private final Path logs;
    private final Map<KeyKind, Key> keys = new EnumMap<>(KeyKind.class);
    private final Map<Staying, RunningServer> staying = new HashMap<>();

    private record Key(Path directory, Clients clients) {}

    private record Staying(Contender contender, KeyKind key) {}

    /**
     * @param directory for keys and logs
     */
    Servers(Settings settings, Path directory) throws Exception {
        this.settings = settings;
        this.logs = directory;
        for (KeyKind kind : KeyKind.values()) {
            Path written = kind.write(directory);
            keys.put(kind, new Key(written, new Clients(written, PROCESSORS)));
        }
    }

    /** Those that trust this key. */
    Clients clients(KeyKind kind) {
        return key(kind).clients();
    }

    /** The caller's to close. */
    Clients ownClients(KeyKind kind, int threads) throws Exception {
        return new Clients(key(kind).directory(), threads);
    }

    private Key key(KeyKind kind) {
        return Objects.requireNonNull(keys.get(kind));
    }

    /** The process that stays until all is measured. */
    RunningServer staying(Contender contender, KeyKind kind) throws Exception {
        Staying key = new Staying(contender, kind);
        RunningServer server = staying.get(key);
        if (server == null) {
            server = start(contender, kind, MEMORY);
            staying.put(key, server);
        }
        return server;
    }

    /** A process that is the caller's to close. */
    RunningServer start(Contender contender, KeyKind kind, List<String> memory) throws Exception {
        List<String> flags = new ArrayList<>(memory);
        flags.addAll(NATIVE);
        flags.addAll(settings.flags());
        return RunningServer.start(
                contender.title(),
                contender.launcher().at(new Launcher.Place(settings, flags, key(kind).directory())),
                logs.resolve(contender.title() + ".log"));
    }

    @Override
    public void close() throws Exception {
        for (RunningServer server : staying.values()) {
            server.close();
        }
        for (Key key : keys.values()) {
            key.clients().close();
            delete(key.directory());
        }
    }

    /** The key, and what servers have put beside it. */
    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
