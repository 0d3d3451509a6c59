package io.postern.internal.tls;

import io.postern.internal.config.TlsConfig;

/**
 * Tells one state of all files of a TLS configuration from another: the same for the same content
 * at the same places, whatever the files' times, and whatever symbolic links are on the way.
 *
 * @param files how many paths are configured
 * @param sha256 over path, presence, size and content of each of them, in hexadecimal digits
 */
record ContentHash(int files, String sha256) {

    /**
     * Reads all files now, each through its configured path. Blocks; never fails: a file that is
     * missing or cannot be read is a state like any other.
     */
    static ContentHash of(TlsConfig config) {
        WatchedFiles watched = WatchedFiles.of(config);
        FileDigest digest = new FileDigest();
        watched.files().forEach(digest::addFile);
        watched.revocationLists().ifPresent(digest::addFileOrEntries);
        watched.application().forEach(digest::addCertificates);
        return new ContentHash(watched.count(), digest.hex());
    }

    /** Whether there is no file that could ever change. */
    boolean isEmpty() {
        return files == 0;
    }

    @Override
    public String toString() {
        return "ContentHash[" + files + " files, " + sha256.substring(0, 8) + "]";
    }
}
