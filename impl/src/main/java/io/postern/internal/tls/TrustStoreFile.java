package io.postern.internal.tls;

import io.postern.internal.config.TrustSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the trusted certificates of a key store file. A private key in it, and the certificates
 * that belong to one, are not trusted.
 */
final class TrustStoreFile {

    private TrustStoreFile() {}

    /** At least one. */
    static List<X509Certificate> read(TrustSource.InKeyStore config, TrustStoreProblems problems)
            throws TlsMaterialException {
        byte[] content = KeyStoreFile.read(config.path(), config.type(), problems);
        try {
            return certificates(open(content, config, problems), problems);
        } catch (KeyStoreException e) {
            throw problems.damaged(e);
        }
    }

    private static KeyStore open(
            byte[] content, TrustSource.InKeyStore config, TrustStoreProblems problems)
            throws TlsMaterialException {
        try (SecretText password = SecretText.of(config.password())) {
            KeyStore store = KeyStore.getInstance(config.type().name());
            store.load(new ByteArrayInputStream(content), password.characters());
            return store;
        } catch (IOException e) {
            // KeyStore.load promises this cause for a wrong password
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? problems.wrongPassword(e)
                    : problems.damaged(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers answer some damaged files with unchecked exceptions.
            throw problems.damaged(e);
        }
    }

    private static List<X509Certificate> certificates(KeyStore store, TrustStoreProblems problems)
            throws KeyStoreException, TlsMaterialException {
        List<String> aliases = Collections.list(store.aliases());
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : aliases) {
            if (store.isCertificateEntry(alias)) {
                if (!(store.getCertificate(alias) instanceof X509Certificate certificate)) {
                    throw problems.notX509(alias);
                }
                certificates.add(certificate);
            }
        }
        if (certificates.isEmpty()) {
            throw problems.noCertificate(aliases);
        }
        return certificates;
    }
}
