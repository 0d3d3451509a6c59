package io.postern.it.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * A PKCS12 key store for localhost, made for one test class, and the TLS of clients that trust it.
 */
public final class TestKeyStore {

    /** What must never be found in a message or a log. */
    public static final String PASSWORD = "canary-" + UUID.randomUUID();

    private final Path path = file(".p12");
    private final X509Bundle certificate;

    private TestKeyStore() throws Exception {
        certificate =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .addSanIpAddress("127.0.0.1")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        KeyStore store = certificate.toKeyStore(PASSWORD.toCharArray());
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    /** Makes a certificate and writes it. */
    public static TestKeyStore create() {
        try {
            return new TestKeyStore();
        } catch (Exception e) {
            throw new IllegalStateException("no key store could be made", e);
        }
    }

    /** Where the key store lies. */
    public Path path() {
        return path;
    }

    /** Writes the certificate alone, for clients that are no Java. */
    public Path pem() throws IOException {
        return Files.writeString(file(".pem"), certificate.getCertificatePEM());
    }

    /** The SHA-256 of the public key in base64, as browsers name a certificate. */
    public String pin() {
        try {
            byte[] key = certificate.getCertificate().getPublicKey().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts this certificate and nothing else. */
    public SSLContext clientTls() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, certificate.toTrustManagerFactory().getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(String suffix) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "key-stores"));
            return directory.resolve(UUID.randomUUID() + suffix).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
