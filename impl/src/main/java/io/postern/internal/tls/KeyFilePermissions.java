package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import io.postern.internal.config.KeySource;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns of files with private keys that others may use, once for each path. What is right: mode
 * 0600 or less for a file of the user who runs the server, 0640 or less for one of root, as
 * Kubernetes mounts secrets for a group. Thread-safe; one instance for the life of a listener.
 */
public final class KeyFilePermissions {

    private static final Set<PosixFilePermission> OWNER =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_AND_READING_GROUP =
            Set.copyOf(PosixFilePermissions.fromString("rwxr-----"));

    private final FileAccess.View view;
    private final String user;
    private final Set<Path> warned = ConcurrentHashMap.newKeySet();

    /** For the file system as it is and the user who runs the server. */
    public KeyFilePermissions() {
        this(FileAccess::of, FileAccess.processUser());
    }

    /**
     * @param user who runs the server, as the file system names owners
     */
    KeyFilePermissions(FileAccess.View view, String user) {
        this.view = view;
        this.user = user;
    }

    /** Looks at the file with the private key, if the source has one. */
    public void check(KeySource source) {
        if (source instanceof KeyStoreConfig store) {
            store.path().ifPresent(this::check);
        } else if (source instanceof PemConfig pem
                && pem.key() instanceof PemLocation.InFile file) {
            check(file.path());
        }
        // A development certificate's directory is made private and kept so.
    }

    private void check(Path path) {
        try {
            view.of(path).filter(this::isTooOpen).ifPresent(access -> warn(path, access));
        } catch (IOException e) {
            // Whoever loads the file says what is wrong with it.
        }
    }

    private boolean isTooOpen(FileAccess access) {
        if (access.isOfRoot()) {
            return !OWNER_AND_READING_GROUP.containsAll(access.mode());
        }
        return !access.owner().equals(user) || !OWNER.containsAll(access.mode());
    }

    private void warn(Path path, FileAccess access) {
        if (warned.add(path)) {
            String real = access.file().equals(path) ? "" : " (that is, " + access.file() + ")";
            LOG.keyFileOpenToOthers(
                    Printable.quoted(path) + Printable.of(real),
                    Printable.of(access.owner()),
                    access.octal());
        }
    }
}
