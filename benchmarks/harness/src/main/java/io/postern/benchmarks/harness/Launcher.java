package io.postern.benchmarks.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Knows how to start a server. */
interface Launcher {

    /**
     * Where things are.
     *
     * @param settings where servers have been built and unpacked
     * @param flags of the virtual machine
     * @param keys the directory of the key
     */
    record Place(Settings settings, List<String> flags, Path keys) {

        /** What was built for a server. */
        Path built(String module, String name) {
            Path file = settings.peers().resolve(module).resolve("target").resolve(name);
            if (!Files.exists(file)) {
                throw new IllegalStateException(
                        file + " does not exist; build the servers with the command in the README");
            }
            return file;
        }

        /** The virtual machine that this process runs on. */
        String java() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }
    }

    /** Prepares a start. */
    Launch at(Place place) throws Exception;

    /** For a server that takes none of the system's choice, or does not say which it took. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
