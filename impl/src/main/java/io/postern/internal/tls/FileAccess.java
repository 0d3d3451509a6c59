package io.postern.internal.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a file.
 *
 * @param file the real one, behind all links
 * @param owner his name, or his number where he has none
 * @param mode what owner, group and others may do
 */
record FileAccess(Path file, String owner, Set<PosixFilePermission> mode) {

    private static final Path PROCESS = Path.of("/proc/self");

    /** The way to the file system. */
    interface View {

        /** Empty where the file system has no POSIX modes. */
        Optional<FileAccess> of(Path path) throws IOException;
    }

    FileAccess {
        mode = Set.copyOf(mode);
    }

    /** Follows links. */
    static Optional<FileAccess> of(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
        return Optional.of(
                new FileAccess(path.toRealPath(), file.owner().getName(), file.permissions()));
    }

    /** A user without a name has none in {@code user.name} either, but a number as an owner. */
    static String processUser() {
        try {
            if (Files.exists(PROCESS)) {
                return Files.getOwner(PROCESS).getName();
            }
        } catch (IOException e) {
            // The other name is right nearly always.
        }
        return System.getProperty("user.name", "");
    }

    boolean isOfRoot() {
        return owner.equals("root") || owner.equals("0");
    }

    /** Such as {@code 0644}. */
    String octal() {
        int bits = 0;
        // as rwxr-x---
        for (char permission : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = (bits << 1) | (permission == '-' ? 0 : 1);
        }
        return String.format("%04o", bits);
    }
}
