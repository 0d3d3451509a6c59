package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.postern.WebSocketListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a listener still holds for clients that have left, which is to be nothing: connections and
 * their file descriptors, permits and places, sessions, timers, instances of endpoints, and Netty's
 * direct memory.
 */
final class Remains {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * What Netty's allocator keeps for the next buffers, for all listeners and clients of a test.
     */
    private static final long KEPT_FOR_REUSE = 64L << 20;

    /** Where Linux lists the sockets of this machine; elsewhere none are found. */
    private static final List<Path> SOCKETS =
            List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    private final TestListener listener;
    private final int port;
    private final long directMemory;

    private Remains(TestListener listener) {
        this.listener = listener;
        this.port = listener.port();
        this.directMemory = PlatformDependent.usedDirectMemory();
    }

    /** Of a listener to which nobody has come yet. */
    static Remains of(TestListener listener) {
        return new Remains(listener);
    }

    /** Waits until nothing is left, whether the listener is open or closed. */
    void awaitNone() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(this::assertNone);
    }

    private void assertNone() throws Exception {
        Counted.assertNothingLeft(listener.statistics());
        assertThat(listener.instances().held()).as("instances").isZero();
        assertThat(listener.instances().complaints()).isEmpty();
        assertThat(timers()).as("timers").isEmpty();
        assertThat(connections()).as("file descriptors of connections").isEmpty();
        assertThat(PlatformDependent.usedDirectMemory())
                .as("direct memory")
                .isLessThanOrEqualTo(directMemory + KEPT_FOR_REUSE);
    }

    /** But the one that sums up refusals, and has no client. */
    private List<String> timers() throws Exception {
        if (listener.listener().state() != WebSocketListener.State.OPEN) {
            return List.of();
        }
        return ScheduledTasks.of(listener).stream()
                .filter(task -> !task.contains(RefusalLog.class.getSimpleName()))
                .toList();
    }

    /** The accepted sockets for which a process has a file descriptor: they have an inode. */
    private List<String> connections() throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        List<String> found = new ArrayList<>();
        for (Path list : SOCKETS) {
            if (Files.exists(list)) {
                Files.readAllLines(list).stream()
                        .filter(line -> isConnection(line.strip().split(" +"), local))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isConnection(String[] fields, String local) {
        String listening = "0A";
        return fields[1].endsWith(local) && !fields[3].equals(listening) && !fields[9].equals("0");
    }
}
