package io.postern.internal.identity;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is in a text file, read anew when its content changes. Who asks for it looks at the file, at
 * most every 10 seconds; meanwhile others get what was read before. A file that has become unusable
 * leaves that in use, and is logged once. Thread-safe.
 */
final class ReloadedFile<T> {

    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final int MAX_SIZE = 16 << 20;

    private final Path path;
    private final Parser<T> parser;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile T value;
    private volatile long lookedAt;
    private byte[] content;
    private @Nullable String problem;

    /** Makes a value of a text. */
    @FunctionalInterface
    interface Parser<T> {

        /**
         * Reads the text.
         *
         * @throws IdentityException with a message that names the file
         */
        T parse(String text) throws IdentityException;
    }

    /**
     * Reads the file.
     *
     * @throws IdentityException when it is not usable
     */
    ReloadedFile(Path path, Parser<T> parser, LongSupplier nanoTime) throws IdentityException {
        this.path = path;
        this.parser = parser;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.content = read(path);
        this.value = parser.parse(text(content));
    }

    /** As it is now, or was some seconds ago. */
    T current() {
        if (isDue() && looking.tryLock()) {
            try {
                if (isDue()) {
                    look();
                    lookedAt = nanoTime.getAsLong();
                }
            } finally {
                looking.unlock();
            }
        }
        return value;
    }

    private boolean isDue() {
        return nanoTime.getAsLong() - lookedAt >= INTERVAL.toNanos();
    }

    private void look() {
        try {
            byte[] found = read(path);
            if (!Arrays.equals(found, content)) {
                content = found;
                value = parser.parse(text(found));
                IdentityLog.LOG.reread(path.toString());
            }
            problem = null;
        } catch (IdentityException e) {
            if (!e.problem().equals(problem)) {
                problem = e.problem();
                IdentityLog.LOG.notReread(e.problem());
            }
        }
    }

    private static byte[] read(Path path) throws IdentityException {
        if (Files.isDirectory(path)) {
            throw new IdentityException(path + " is a directory; name a file in it");
        }
        if (!Files.exists(path)) {
            throw new IdentityException(
                    path
                            + " does not exist; a relative path counts from "
                            + Path.of("").toAbsolutePath());
        }
        byte[] content;
        // No channel: a check that is too late is interrupted, and must not spoil this.
        try (InputStream in = new FileInputStream(path.toFile())) {
            content = in.readNBytes(MAX_SIZE + 1);
        } catch (IOException e) {
            throw new IdentityException(path + " cannot be read: " + e);
        }
        if (content.length > MAX_SIZE) {
            throw new IdentityException(path + " is larger than " + MAX_SIZE + " bytes");
        }
        return content;
    }

    private String text(byte[] bytes) throws IdentityException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IdentityException(path + " is not text in UTF-8");
        }
    }
}
