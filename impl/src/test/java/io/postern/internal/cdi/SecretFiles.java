package io.postern.internal.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Key stores and PEM files whose passwords and keys are looked for wherever they must not be. */
final class SecretFiles {

    static final String STORE = canary();
    static final String ENTRY = canary();
    static final String PEM = canary();
    static final String TRUST = canary();

    /** Opens nothing. */
    static final String WRONG = canary();

    private static final String PBE = "PBEWithSHA1AndDESede";

    private final Path directory;
    private final X509Bundle bundle;

    SecretFiles(Path directory) throws Exception {
        this.directory = directory;
        bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .ecp256()
                        .buildSelfSigned();
        write("PKCS12", "tls.p12");
        write("JKS", "tls.jks");
        writeTrustStore();
        Files.writeString(directory.resolve("cert.pem"), bundle.getCertificatePEM());
        Files.writeString(directory.resolve("key.pem"), keyText());
        Files.writeString(directory.resolve("encrypted.pem"), encryptedKeyText());
    }

    private static String canary() {
        return "S3CR3T-" + UUID.randomUUID();
    }

    String path(String name) {
        return directory.resolve(name).toString();
    }

    String keyText() {
        return bundle.getPrivateKeyPEM();
    }

    /** What must not be found: passwords and keys, also in the forms in which bytes are printed. */
    List<String> secrets() {
        Stream<String> passwords =
                Stream.of(STORE, ENTRY, PEM, TRUST, WRONG)
                        .map(canary -> canary.substring("S3CR3T-".length()));
        Stream<String> keys = keyText().lines().filter(line -> !line.startsWith("-----"));
        return Stream.concat(
                        Stream.of("S3CR3T"),
                        Stream.concat(passwords, keys).flatMap(SecretFiles::forms))
                .toList();
    }

    private static Stream<String> forms(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return Stream.of(
                text,
                base64.substring(0, base64.length() - 1),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private void write(String type, String name) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry(
                "server",
                bundle.getKeyPair().getPrivate(),
                ENTRY.toCharArray(),
                new Certificate[] {bundle.getCertificate()});
        store(store, name, STORE);
    }

    private void writeTrustStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("issuer", bundle.getCertificate());
        store(store, "trust.p12", TRUST);
    }

    private void store(KeyStore store, String name, String password) throws Exception {
        try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
            store.store(out, password.toCharArray());
        }
    }

    private String encryptedKeyText() throws Exception {
        Cipher cipher = Cipher.getInstance(PBE);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(PBE)
                        .generateSecret(new PBEKeySpec(PEM.toCharArray())));
        byte[] content = cipher.doFinal(bundle.getKeyPair().getPrivate().getEncoded());
        byte[] encrypted =
                new EncryptedPrivateKeyInfo(cipher.getParameters(), content).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encrypted)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }
}
