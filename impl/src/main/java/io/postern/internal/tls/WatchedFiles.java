package io.postern.internal.tls;

import io.postern.internal.config.ByApplication;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TrustSource;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a listener's certificates are read from, as they are configured: a symbolic link
 * is the link here, never what it points to now.
 *
 * @param files key stores, trust store, PEM; in the order of the configuration, each once
 * @param revocationLists a file, or a directory whose entries are read
 * @param application gives certificates that come from no file known here
 */
record WatchedFiles(
        Set<Path> files, Optional<Path> revocationLists, List<ByApplication> application) {

    /** All that is a file: not resources, inline text, tokens, or development certificates. */
    static WatchedFiles of(TlsConfig config) {
        Set<Path> files = new LinkedHashSet<>();
        config.certificates().sources().forEach(source -> add(source, files));
        ClientAuthConfig clients = config.clients();
        clients.trust().ifPresent(trust -> add(trust, files));
        Optional<Path> lists =
                clients.path().revocation() instanceof Revocation.Crl crl
                        ? Optional.of(crl.path())
                        : Optional.empty();
        List<ByApplication> application =
                config.certificates().sources().stream()
                        .filter(ByApplication.class::isInstance)
                        .map(ByApplication.class::cast)
                        .toList();
        return new WatchedFiles(files, lists, application);
    }

    private static void add(KeySource source, Set<Path> files) {
        if (source instanceof KeyStoreConfig keyStore) {
            keyStore.path().ifPresent(files::add);
        } else if (source instanceof PemConfig pem) {
            add(pem.cert(), files);
            add(pem.key(), files);
        }
    }

    private static void add(TrustSource trust, Set<Path> files) {
        if (trust instanceof TrustSource.InKeyStore keyStore) {
            files.add(keyStore.path());
        } else if (trust instanceof TrustSource.InPem pem) {
            add(pem.certs(), files);
        }
    }

    private static void add(PemLocation location, Set<Path> files) {
        if (location instanceof PemLocation.InFile file) {
            files.add(file.path());
        }
    }

    /** How many places are configured. */
    int count() {
        return files.size() + (revocationLists.isPresent() ? 1 : 0) + application.size();
    }
}
