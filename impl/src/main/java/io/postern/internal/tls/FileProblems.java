package io.postern.internal.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a file before its content is looked at.
 *
 * @param subject begins each message, such as {@code Key store}
 * @param kind what the file should be, such as {@code PKCS12}
 * @param path the file
 * @param key the configuration key that names it
 */
record FileProblems(String subject, String kind, Path path, String key) {

    TlsMaterialException notAFile(String whatItIs) {
        return file("is " + whatItIs + ".", "Name a " + kind + " file in " + key + ".", null);
    }

    TlsMaterialException unreadable(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            boolean link = Files.isSymbolicLink(path);
            return file(
                    link ? "is a symbolic link to a file that does not exist." : "does not exist.",
                    "Put the " + kind + " file there, or correct " + key + ".",
                    null);
        }
        if (cause instanceof AccessDeniedException) {
            String user = Printable.quoted(System.getProperty("user.name", "unknown"));
            return file(
                    "may not be read by the user " + user + ", who runs the server.",
                    "Let that user read it and no other, or correct " + key + ".",
                    cause);
        }
        return file(
                "cannot be read: " + Printable.of(cause) + ".",
                "Put a readable " + kind + " file there, or correct " + key + ".",
                cause);
    }

    TlsMaterialException empty() {
        String cure = "Write the " + kind + " file again, or correct " + key + ".";
        return file("is empty.", cure, null);
    }

    TlsMaterialException tooLarge(int limit) {
        return file(
                "is larger than " + limit + " bytes, too large for a " + kind + " file.",
                "Name a " + kind + " file in " + key + ".",
                null);
    }

    /** The path in quotes, with the place that it means when it is relative. */
    static String location(Path path) {
        return path.isAbsolute()
                ? Printable.quoted(path)
                : Printable.quoted(path)
                        + " (that is, "
                        + Printable.of(path.toAbsolutePath())
                        + ")";
    }

    private TlsMaterialException file(String problem, String cure, @Nullable Throwable cause) {
        return new TlsMaterialException(
                subject + " " + location(path) + " " + problem, cure, cause);
    }
}
