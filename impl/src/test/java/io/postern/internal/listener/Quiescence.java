package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process holds for a listener without clients; to be found again when all clients have
 * left: {@linkplain Remains nothing} of them at the listener, and in the whole process no file
 * descriptor and no direct memory.
 */
public final class Quiescence {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What Netty's allocator keeps for the next buffers, whatever the number of clients was. */
    private static final long KEPT_FOR_REUSE = 16L << 20;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final TestListener listener;
    private final long descriptors;
    private final long directMemory;

    private Quiescence(TestListener listener) throws IOException {
        this.listener = listener;
        this.descriptors = descriptors();
        this.directMemory = PlatformDependent.usedDirectMemory();
    }

    /** To be taken before any client has come: one goes in and out, so that all is loaded. */
    public static Quiescence of(TestListener listener) throws Exception {
        try (RawClient client = RawClient.connect(listener)) {
            client.send(RawClient.upgradeRequest("/nowhere")).readRest();
        } catch (IOException refused) {
            // Where certificates are asked for, this client has none: it has been there, too.
        }
        Counted.from(listener).awaitNothingLeft();
        return new Quiescence(listener);
    }

    /** Waits until all is as it was. */
    public void awaitRestored() {
        listener.awaitNothingLeft();
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(this::assertRestored);
    }

    /**
     * Sockets, selectors and pipes that are open. Files are not connections; the JVM opens some
     * when it first needs them, and keeps them.
     */
    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(Quiescence::target).filter(Quiescence::isOfConnections).count();
        }
    }

    private static boolean isOfConnections(String target) {
        return target.startsWith("socket:")
                || target.startsWith("pipe:")
                || target.startsWith("anon_inode:");
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private void assertRestored() throws IOException {
        assertThat(descriptors()).as("file descriptors").isLessThanOrEqualTo(descriptors);
        assertThat(PlatformDependent.usedDirectMemory())
                .as("direct memory")
                .isLessThanOrEqualTo(directMemory + KEPT_FOR_REUSE);
    }
}
