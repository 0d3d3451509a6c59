package io.postern.internal.tls;

import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Loads the listener's key and certificates from a PKCS12 file, whose content is read anew each
 * time. What is returned has been checked: a TLS server can use it now.
 */
final class KeyStoreLoader {

    private final KeyStoreConfig config;
    private final KeyStoreProblems problems;

    private KeyStoreLoader(KeyStoreConfig config) {
        this.config = config;
        this.problems = new KeyStoreProblems(config);
    }

    static TlsMaterial load(KeyStoreConfig config, Clock clock) throws TlsMaterialException {
        return new KeyStoreLoader(config).load(clock);
    }

    private TlsMaterial load(Clock clock) throws TlsMaterialException {
        KeyStore store = open(KeyStoreFile.read(config.path(), problems));
        try {
            String alias = chooseAlias(store);
            PrivateKey key = key(store, alias);
            List<X509Certificate> chain = chain(store, alias);
            Optional<Defect> defect =
                    KeyPairCheck.defect(key, chain.get(0))
                            .or(() -> ChainCheck.defect(chain, clock.instant()));
            if (defect.isPresent()) {
                throw problems.unfit(alias, defect.get());
            }
            String source = Printable.of(config.path()) + ", alias " + Printable.of(alias);
            return new TlsMaterial(key, chain, source);
        } catch (KeyStoreException e) {
            throw problems.damaged(e);
        }
    }

    private KeyStore open(byte[] content) throws TlsMaterialException {
        char[] password = config.password().reveal();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            // KeyStore.load promises this cause for a wrong password.
            boolean locked = e.getCause() instanceof UnrecoverableKeyException;
            throw locked ? problems.wrongPassword(e) : problems.damaged(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers answer some damaged files with unchecked exceptions.
            throw problems.damaged(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private String chooseAlias(KeyStore store) throws KeyStoreException, TlsMaterialException {
        List<String> aliases = Collections.list(store.aliases());
        List<String> keys = new ArrayList<>();
        for (String alias : aliases) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                keys.add(alias);
            }
        }
        if (config.alias().isPresent()) {
            return configuredAlias(store, config.alias().get(), keys);
        }
        if (keys.isEmpty()) {
            throw problems.noPrivateKey(aliases);
        }
        if (keys.size() > 1) {
            throw problems.ambiguous(keys);
        }
        return keys.get(0);
    }

    private String configuredAlias(KeyStore store, String alias, List<String> keys)
            throws KeyStoreException, TlsMaterialException {
        if (!store.containsAlias(alias)) {
            throw problems.aliasAbsent(alias, Collections.list(store.aliases()));
        }
        if (!store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
            throw problems.notAPrivateKey(alias, keys);
        }
        return alias;
    }

    private PrivateKey key(KeyStore store, String alias)
            throws KeyStoreException, TlsMaterialException {
        char[] password = config.aliasPassword().map(Secret::reveal).orElseGet(this::storePassword);
        try {
            Key key = store.getKey(alias, password);
            if (key instanceof PrivateKey privateKey) {
                return privateKey;
            }
            throw problems.notAPrivateKey(alias, List.of());
        } catch (UnrecoverableKeyException e) {
            throw problems.lockedKey(alias, e);
        } catch (NoSuchAlgorithmException e) {
            throw problems.damaged(e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] storePassword() {
        return config.password().reveal();
    }

    private List<X509Certificate> chain(KeyStore store, String alias)
            throws KeyStoreException, TlsMaterialException {
        Certificate[] certificates = store.getCertificateChain(alias);
        if (certificates == null || certificates.length == 0) {
            throw problems.noCertificate(alias);
        }
        // PKCS12 stores of the JDK hold X.509 certificates only; another provider's might not.
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            if (!(certificate instanceof X509Certificate x509)) {
                throw problems.noCertificate(alias);
            }
            chain.add(x509);
        }
        return List.copyOf(chain);
    }
}
