package io.postern.internal.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other threads, other applications of this server and other processes out while one of them
 * makes a certificate. The lock's file stays: removing it would let two holders in.
 */
final class DirectoryLock implements Closeable {

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param limit how long at most
     * @param attributes of the file, where it has to be made
     * @throws IOException naming the file when the lock was not to be had
     */
    static DirectoryLock acquire(Path file, Duration limit, FileAttribute<?>... attributes)
            throws IOException {
        FileChannel channel = FileChannel.open(file, OPTIONS, attributes);
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            while (tryLock(channel) == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            Printable.of(file)
                                    + " has been locked by another start for "
                                    + limit.toMillis()
                                    + " ms");
                }
                pause(file);
            }
            return new DirectoryLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this JVM, perhaps by another application: the JDK tells these apart.
            return null;
        }
    }

    /** File locks can be polled only: they know no waiting with a limit. */
    private static void pause(Path file) throws InterruptedIOException {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for " + file);
        }
    }
}
