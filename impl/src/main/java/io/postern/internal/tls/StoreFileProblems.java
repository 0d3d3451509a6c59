package io.postern.internal.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a key store or trust store, as far as both have it in common. */
interface StoreFileProblems {

    /** {@code Key store} or {@code Trust store}. */
    String kind();

    /** Begins a message: the kind, and which one it is. */
    String subject();

    /** The name of the format that is configured. */
    String type();

    /** The configuration keys' common prefix, without the last dot. */
    String keyPrefix();

    /** The file has another format that keytool writes. */
    TlsMaterialException keytoolFormat(String format);

    /** PKCS12 where JKS is configured. */
    TlsMaterialException isPkcs12();

    TlsMaterialException pemFormat();

    default TlsMaterialException otherFormat() {
        return store(
                "is not a " + type() + " key store.",
                "Name a " + type() + " file in " + key("path") + ".");
    }

    default TlsMaterialException truncated(long announced, int present) {
        return store(
                "is cut off: it announces " + announced + " bytes and has " + present + ".",
                "Write the file that " + key("path") + " names again.");
    }

    default FileProblems file(Path path) {
        return new FileProblems(kind(), type(), path, key("path"));
    }

    default TlsMaterialException store(String problem, String cure) {
        return store(problem, cure, null);
    }

    default TlsMaterialException store(String problem, String cure, @Nullable Throwable cause) {
        return new TlsMaterialException(subject() + " " + problem, cure, cause);
    }

    /** A key of the group that configures the store. */
    default String key(String name) {
        return keyPrefix() + "." + name;
    }

    /** A key of another group beside it. */
    default String sibling(String name) {
        return keyPrefix().substring(0, keyPrefix().lastIndexOf('.') + 1) + name;
    }
}
