package io.postern.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file with keys or certificates into memory. */
final class MaterialFile {

    static final int MAX_SIZE = 16 << 20;

    private MaterialFile() {}

    /** The whole content, which is not empty. */
    static byte[] read(Path path, FileProblems problems) throws TlsMaterialException {
        byte[] content;
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw problems.notAFile(file.isDirectory() ? "a directory" : "not a regular file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                content = in.readNBytes(MAX_SIZE + 1);
            }
        } catch (IOException e) {
            throw problems.unreadable(e);
        }
        if (content.length > MAX_SIZE) {
            throw problems.tooLarge(MAX_SIZE);
        }
        if (content.length == 0) {
            throw problems.empty();
        }
        return content;
    }
}
