package io.postern.it.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A listener's certificate as PEM text, and a trust store of its clients' issuers as a file. */
public final class TestPki {

    private static final char[] IN_MEMORY = "in memory".toCharArray();

    private final X509Bundle server;
    private final Path trust;

    private TestPki() throws Exception {
        server =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        Path directory = Files.createDirectories(Path.of("target", "key-stores"));
        trust = directory.resolve(UUID.randomUUID() + "-clients.p12").toAbsolutePath();
    }

    /** Makes the listener's certificate. */
    public static TestPki create() {
        try {
            return new TestPki();
        } catch (Exception e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    /** A new authority for clients. */
    public static X509Bundle authority(String subject) {
        try {
            return new CertificateBuilder()
                    .subject(subject)
                    .setIsCertificateAuthority(true)
                    .ecp256()
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException("no authority could be made", e);
        }
    }

    /** The listener's certificate. */
    public String certificatePem() {
        return server.getCertificatePEM();
    }

    /** The listener's private key. */
    public String keyPem() {
        return server.getPrivateKeyPEM();
    }

    /**
     * From now on this one alone may issue certificates of clients, by a PKCS12 file with {@link
     * TestKeyStore#PASSWORD}.
     */
    public Path trust(X509Bundle authority) {
        try {
            Path fresh = trust.resolveSibling(trust.getFileName() + ".new");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("issuer", authority.getCertificate());
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, TestKeyStore.PASSWORD.toCharArray());
            }
            return Files.move(
                    fresh,
                    trust,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trust store could not be written", e);
        }
    }

    /** TLS of a client that has a certificate by {@code authority}, or none for null. */
    public SSLContext client(String subject, @Nullable X509Bundle authority) throws Exception {
        return client(certificate -> certificate.subject(subject), authority);
    }

    /** As {@link #client(String, X509Bundle)}; {@code names} names the client. */
    public SSLContext client(
            UnaryOperator<CertificateBuilder> names, @Nullable X509Bundle authority)
            throws Exception {
        TrustManagerFactory trusted = server.toTrustManagerFactory();
        SSLContext tls = SSLContext.getInstance("TLS");
        if (authority == null) {
            tls.init(null, trusted.getTrustManagers(), null);
            return tls;
        }
        KeyStore identity =
                names.apply(new CertificateBuilder())
                        .addExtendedKeyUsageClientAuth()
                        .ecp256()
                        .buildIssuedBy(authority)
                        .toKeyStore(IN_MEMORY);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, IN_MEMORY);
        tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }
}
