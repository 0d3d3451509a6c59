package io.postern.internal.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeyEntry;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.Secret;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** Real key stores for the tests, and certificates that are valid on a day of their own. */
record KeyStoreFiles(Path directory) {

    static final Instant NOW = Instant.parse("2030-05-17T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String STORE_PASSWORD = "canary-of-the-store";
    static final String ENTRY_PASSWORD = "canary-of-the-entry";
    static final String WRONG_PASSWORD = "canary-that-is-wrong";

    /** Fills a key store. */
    interface Content {
        void addTo(KeyStore store) throws Exception;
    }

    /** May sign itself or others: the builder makes self-signed certificates for CAs only. */
    static CertificateBuilder certificate(String commonName) {
        return new CertificateBuilder()
                .setIsCertificateAuthority(true)
                .subject("CN=" + commonName)
                .notBefore(NOW.minus(Duration.ofDays(30)))
                .notAfter(NOW.plus(Duration.ofDays(30)))
                .ecp256();
    }

    /** An entry with the bundle's key and its whole chain, the root included. */
    static Content entry(String alias, X509Bundle bundle) {
        return entry(alias, bundle, STORE_PASSWORD);
    }

    static Content entry(String alias, X509Bundle bundle, String password) {
        return store ->
                store.setKeyEntry(
                        alias,
                        bundle.getKeyPair().getPrivate(),
                        password.toCharArray(),
                        // The builder counts a self-signed certificate as its own issuer.
                        Stream.of(bundle.getCertificatePathWithRoot())
                                .distinct()
                                .toArray(Certificate[]::new));
    }

    Path write(Content... contents) throws Exception {
        return write("tls.p12", "PKCS12", contents);
    }

    Path write(String name, String type, Content... contents) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (Content content : contents) {
            content.addTo(store);
        }
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    static KeyStoreConfig config(Path file) {
        return config(file, STORE_PASSWORD, null, null);
    }

    /** A store of another type, with the same password and without an alias. */
    static KeyStoreConfig config(KeyStoreType type, Path file, String keyPrefix) {
        return new KeyStoreConfig(
                type,
                Optional.ofNullable(file),
                Optional.of(Secret.of(STORE_PASSWORD)),
                KeyEntry.ONLY,
                keyPrefix);
    }

    private static KeyEntry entry(String alias, String password) {
        return new KeyEntry(
                Optional.ofNullable(alias), Optional.ofNullable(password).map(Secret::of));
    }

    static KeyStoreConfig configWithAlias(Path file, String alias) {
        return config(file, STORE_PASSWORD, alias, null);
    }

    static KeyStoreConfig config(Path file, String password, String alias, String aliasPassword) {
        return KeyStoreConfig.pkcs12(
                file, Secret.of(password), entry(alias, aliasPassword), "wss.tls.key-store.p12");
    }
}
