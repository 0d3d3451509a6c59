package io.postern.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The private keys of a key store. */
final class KeyStoreCertificates implements CertificateResolver {

    private final KeyStore store;
    private final char[] password;

    KeyStoreCertificates(KeyStore store, char[] password) {
        this.store = Objects.requireNonNull(store, "store");
        this.password = password;
    }

    @Override
    public List<ServerCertificate> resolve() throws GeneralSecurityException {
        List<String> aliases = new ArrayList<>(Collections.list(store.aliases()));
        Collections.sort(aliases);
        List<ServerCertificate> certificates = new ArrayList<>();
        for (String alias : aliases) {
            if (store.isKeyEntry(alias)
                    && store.getKey(alias, password) instanceof PrivateKey key) {
                certificates.add(new ServerCertificate(key, chain(alias, key)));
            }
        }
        return certificates;
    }

    private List<X509Certificate> chain(String alias, PrivateKey key)
            throws GeneralSecurityException {
        Certificate[] certificates = store.getCertificateChain(alias);
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        if (chain.isEmpty()) {
            throw new GeneralSecurityException(
                    "the "
                            + key.getAlgorithm()
                            + " key '"
                            + alias
                            + "' of the key store has no X.509 certificate");
        }
        return chain;
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "CertificateResolver of a " + store.getType() + " key store";
    }
}
