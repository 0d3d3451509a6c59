package io.postern.internal.tls;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * A directory whose files are for the server's user alone. Where the file system has no POSIX modes
 * (Windows), files inherit the access rights of the directory and nothing is checked.
 */
final class PrivateDirectory {

    private static final Set<PosixFilePermission> DIRECTORY_MODE =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> FILE_MODE =
            Set.copyOf(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final boolean posix;

    private PrivateDirectory(Path path, boolean posix) {
        this.path = path;
        this.posix = posix;
    }

    /**
     * Makes the directory if need be, with mode 0700. An existing one keeps its mode, for it may
     * have been made for other things as well, but nobody else may be able to put files into it.
     */
    static PrivateDirectory open(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        PrivateDirectory directory = new PrivateDirectory(path, posix);
        if (!Files.isDirectory(path)) {
            directory.create();
        }
        directory.refuseForeign();
        return directory;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** For a file that is made here; empty where there are no modes. */
    FileAttribute<?>[] fileAttributes() {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE_MODE)}
                : new FileAttribute<?>[0];
    }

    /** Why a file cannot be taken for one that was written here and kept private. */
    Optional<String> distrust(Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            return Optional.of("is a symbolic link or not a regular file");
        }
        if (!posix) {
            return Optional.empty();
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file, NOFOLLOW_LINKS);
        return FILE_MODE.containsAll(mode)
                ? Optional.empty()
                : Optional.of("can be used by others: " + PosixFilePermissions.toString(mode));
    }

    /** An empty directory within this one for unfinished files; a left-over one is removed. */
    Workplace makeWorkplace(String name) throws IOException {
        Workplace workplace = new Workplace(resolve(name));
        workplace.close();
        Files.createDirectory(workplace.path(), directoryAttributes());
        return workplace;
    }

    /** Puts a finished file in its place, in one step that others see wholly or not at all. */
    void publish(Path finished, Path place) throws IOException {
        if (posix) {
            Files.setPosixFilePermissions(finished, FILE_MODE);
        }
        Optional<String> distrust = distrust(finished);
        if (distrust.isPresent()) {
            throw new IOException(
                    "a file in "
                            + Printable.of(path)
                            + " "
                            + distrust.get()
                            + ", right after its"
                            + " mode was set; the file system keeps no modes");
        }
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Vanishes with its files when closed. */
    record Workplace(Path path) implements Closeable {

        Path resolve(String name) {
            return path.resolve(name);
        }

        @Override
        public void close() throws IOException {
            if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
            Files.deleteIfExists(path);
        }
    }

    private void create() throws IOException {
        try {
            Files.createDirectories(path, directoryAttributes());
        } catch (FileAlreadyExistsException e) {
            throw new NotDirectoryException(e.getFile());
        }
    }

    private FileAttribute<?>[] directoryAttributes() {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY_MODE)}
                : new FileAttribute<?>[0];
    }

    private void refuseForeign() throws IOException {
        if (!posix) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (mode.stream().anyMatch(WRITABLE_BY_OTHERS::contains)) {
            throw new IOException(
                    "others can put files into "
                            + Printable.of(path)
                            + ", its mode is "
                            + PosixFilePermissions.toString(mode));
        }
        UserPrincipal owner = Files.getOwner(path);
        if (!owner.equals(currentUser())) {
            throw new IOException(
                    Printable.of(path)
                            + " belongs to "
                            + Printable.of(owner)
                            + ", who could exchange its files, and not to the user who runs the"
                            + " server");
        }
    }

    /** As the file system names him: that differs from user.name on shares and in containers. */
    private UserPrincipal currentUser() throws IOException {
        Path probe = Files.createTempFile(path, "owner", ".tmp", fileAttributes());
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
