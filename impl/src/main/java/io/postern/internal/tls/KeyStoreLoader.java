package io.postern.internal.tls;

import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Loads the listener's key and certificates from a key store, whose content is read anew each time.
 * What is returned has been checked: a TLS server can use it now.
 */
final class KeyStoreLoader {

    /** The alias that stands for all. */
    private static final String ALL = "*";

    private final KeyStoreConfig config;
    private final KeyStoreProblems problems;

    private KeyStoreLoader(KeyStoreConfig config) {
        this.config = config;
        this.problems = new KeyStoreProblems(config);
    }

    static TlsMaterial load(KeyStoreConfig config, Clock clock) throws TlsMaterialException {
        return new KeyStoreLoader(config).load(clock);
    }

    /** The material of the configured alias, or with {@code *} that of each private key. */
    static List<TlsMaterial> loadAll(KeyStoreConfig config, Clock clock)
            throws TlsMaterialException {
        return new KeyStoreLoader(config).loadAll(clock);
    }

    private TlsMaterial load(Clock clock) throws TlsMaterialException {
        return loadAll(clock).get(0);
    }

    private List<TlsMaterial> loadAll(Clock clock) throws TlsMaterialException {
        KeyStore store = open(content());
        try {
            List<TlsMaterial> all = new ArrayList<>();
            for (String alias : chooseAliases(store)) {
                all.add(load(store, alias, clock));
            }
            return all;
        } catch (KeyStoreException | ProviderException e) {
            throw problems.damaged(e);
        }
    }

    private TlsMaterial load(KeyStore store, String alias, Clock clock)
            throws KeyStoreException, TlsMaterialException {
        PrivateKey key = key(store, alias);
        List<X509Certificate> chain = chain(store, alias);
        Optional<Defect> defect = MaterialCheck.defect(key, chain, clock.instant());
        if (defect.isPresent()) {
            throw problems.unfit(alias, defect.get());
        }
        return new TlsMaterial(key, chain, source() + ", alias " + Printable.of(alias));
    }

    private String source() {
        return Printable.of(
                config.path().map(Path::toString).orElse("key store " + config.type().name()));
    }

    private byte @Nullable [] content() throws TlsMaterialException {
        return config.path().isEmpty()
                ? null
                : KeyStoreFile.read(config.path().get(), config.type(), problems);
    }

    private KeyStore open(byte @Nullable [] content) throws TlsMaterialException {
        KeyStore store = KeyStoreTypes.instance(config.type(), problems);
        try (SecretText password = SecretText.of(config.password())) {
            store.load(
                    content == null ? null : new ByteArrayInputStream(content), password.orNull());
            return store;
        } catch (IOException e) {
            // KeyStore.load promises the first cause for a wrong password; tokens have the other.
            boolean locked =
                    e.getCause() instanceof UnrecoverableKeyException
                            || e.getCause() instanceof LoginException;
            throw locked ? problems.wrongPassword(e) : problems.damaged(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers answer some damaged files with unchecked exceptions.
            throw problems.damaged(e);
        }
    }

    private List<String> chooseAliases(KeyStore store)
            throws KeyStoreException, TlsMaterialException {
        List<String> aliases = Collections.list(store.aliases());
        List<String> keys = new ArrayList<>();
        for (String alias : aliases) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                keys.add(alias);
            }
        }
        Optional<String> wanted = config.entry().alias().filter(alias -> !alias.equals(ALL));
        if (wanted.isPresent()) {
            return List.of(configuredAlias(store, wanted.get(), keys));
        }
        if (keys.isEmpty()) {
            throw problems.noPrivateKey(aliases);
        }
        if (keys.size() > 1 && config.entry().alias().isEmpty()) {
            throw problems.ambiguous(keys);
        }
        // not every store keeps an order, and the first is the one for unmatched names
        return keys.stream().sorted().toList();
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
        Optional<Secret> secret = config.entry().password().or(config::password);
        try (SecretText password = SecretText.of(secret)) {
            Key key = store.getKey(alias, password.orNull());
            if (key instanceof PrivateKey privateKey) {
                return privateKey;
            }
            throw problems.notAPrivateKey(alias, List.of());
        } catch (UnrecoverableKeyException e) {
            throw problems.lockedKey(alias, e);
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            // Some stores answer a password that is missing with unchecked exceptions.
            throw secret.isEmpty() ? problems.lockedKey(alias, e) : problems.damaged(e);
        }
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
