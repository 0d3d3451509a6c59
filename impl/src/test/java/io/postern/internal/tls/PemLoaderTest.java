package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.CLOCK;
import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.PemFiles.PASSWORD;
import static io.postern.internal.tls.PemFiles.chain;
import static io.postern.internal.tls.PemFiles.inline;
import static io.postern.internal.tls.PemFiles.pkcs8;
import static io.postern.internal.tls.Refusal.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemLoaderTest {

    @TempDir Path directory;
    private PemFiles files;
    private X509Bundle server;
    private String cert;
    private String key;

    @BeforeEach
    void make_a_certificate() throws Exception {
        files = new PemFiles(directory);
        server = certificate("chat.example").buildSelfSigned();
        cert = chain(server);
        key = pkcs8(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "ecp256", "ecp384", "ed25519", "ed448"})
    void keys_of_every_usable_kind_are_loaded(Algorithm algorithm) throws Exception {
        X509Bundle bundle = certificate("chat.example").algorithm(algorithm).buildSelfSigned();

        TlsMaterial material = load(files.config(chain(bundle), pkcs8(bundle), null));

        assertThat(material.key()).isEqualTo(bundle.getKeyPair().getPrivate());
        assertThat(material.chain()).containsExactly(bundle.getCertificate());
        assertThat(material.source())
                .isEqualTo(directory.resolve("cert.pem") + " and " + directory.resolve("key.pem"));
    }

    @Test
    void older_forms_of_keys_are_loaded() throws Exception {
        X509Bundle rsa = certificate("chat.example").rsa2048().buildSelfSigned();
        assertThat(load(files.config(chain(rsa), PemFiles.pkcs1(rsa), null)).key())
                .isEqualTo(rsa.getKeyPair().getPrivate());
        for (String text : new String[] {PemFiles.sec1(server), sec1WithParameters()}) {
            assertThat(scalar(load(files.config(cert, text, null)).key()))
                    .isEqualTo(scalar(server.getKeyPair().getPrivate()));
        }
    }

    private static BigInteger scalar(PrivateKey key) {
        return ((ECPrivateKey) key).getS();
    }

    private String sec1WithParameters() {
        return PemFiles.sec1WithParameters(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBEWithHmacSHA256AndAES_256",
                "PBEWithHmacSHA1AndAES_128",
                "PBEWithMD5AndDES",
                "PBEWithSHA1AndDESede"
            })
    void encrypted_keys_are_loaded(String algorithm) throws Exception {
        String text = PemFiles.encrypted(server, algorithm);

        assertThat(load(files.config(cert, text, PASSWORD)).key())
                .isEqualTo(server.getKeyPair().getPrivate());
        assertRefusal(files.config(cert, text, "canary-that-is-wrong"))
                .contains("key.pem", "the password is wrong", PemFiles.PREFIX + ".password");
        assertRefusal(files.config(cert, text, null))
                .endsWith("is encrypted. Set " + PemFiles.PREFIX + ".password to its password.");
    }

    @Test
    void a_password_that_the_jdk_cannot_use_is_told_from_a_wrong_one() throws Exception {
        String text = PemFiles.encrypted(server, "PBEWithHmacSHA256AndAES_256");
        assertRefusal(files.config(cert, text, "canary-\u00e9"))
                .contains("key.pem", "cannot be opened: ");
    }

    @Test
    void a_password_for_a_key_that_is_not_encrypted_is_refused() throws Exception {
        assertRefusal(files.config(cert, key, PASSWORD))
                .contains("key.pem", "is not encrypted, and " + PemFiles.PREFIX + ".password");
    }

    @Test
    void encryption_that_is_not_supported_names_the_cure() throws Exception {
        String old =
                key.replace("PRIVATE KEY-----\n", "EC PRIVATE KEY-----\n")
                        .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,00\n\n");
        assertRefusal(files.config(cert, old, PASSWORD))
                .contains("the old way of OpenSSL", "openssl pkcs8 -topk8");
        String unknown = PemFiles.block("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0});
        assertRefusal(files.config(cert, unknown, PASSWORD))
                .contains("this Java runtime does not support", "openssl pkcs8 -topk8");
        String ssh = PemFiles.block("OPENSSH PRIVATE KEY", new byte[] {1});
        assertRefusal(files.config(cert, ssh, null)).contains("OpenSSH", "ssh-keygen");
    }

    @Test
    void comments_carriage_returns_and_one_line_are_accepted() throws Exception {
        String comment = "Bag Attributes\r\n    friendlyName: chat\r\nsubject=CN=chat\r\n";
        String crlf = comment + cert.replace("\n", "\r\n") + "# the end\r\n";
        assertThat(load(files.config(crlf, comment + key.replace("\n", "\r\n"), null)).key())
                .isEqualTo(server.getKeyPair().getPrivate());
        assertThat(load(inline(cert.replace("\n", "\\n"), key.replace("\n", "\\r\\n"))).key())
                .isEqualTo(server.getKeyPair().getPrivate());
        TlsMaterial material = load(inline(cert.replace('\n', ' '), key.replace("\n", "")));
        assertThat(material.source())
                .isEqualTo(
                        "the value of wss.tls.key-store.pem.cert and the value of"
                                + " wss.tls.key-store.pem.key");
    }

    @Test
    void one_file_may_hold_chain_and_key() throws Exception {
        Path both = files.write("both.pem", key + cert);
        assertThat(load(PemFiles.config(both, both, null)).certificate())
                .isEqualTo(server.getCertificate());
    }

    @Test
    void resources_are_the_application_s() throws Exception {
        files.write("cert.pem", cert);
        files.write("key.pem", key);
        PemConfig config =
                new PemConfig(
                        new PemLocation.InClassPath("cert.pem"),
                        new PemLocation.InClassPath("key.pem"),
                        Optional.empty(),
                        PemFiles.PREFIX);
        assertRefusal(config)
                .isEqualTo(
                        "PEM resource 'classpath:cert.pem' is not in the application. Add it, or"
                                + " correct wss.tls.key-store.pem.cert.");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] path = {directory.toUri().toURL()};
        try (URLClassLoader application = new URLClassLoader(path, before)) {
            thread.setContextClassLoader(application);
            assertThat(load(config).source()).isEqualTo("classpath:cert.pem and classpath:key.pem");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void a_chain_is_loaded_in_its_order_and_refused_in_any_other() throws Exception {
        X509Bundle root = certificate("Root").buildSelfSigned();
        X509Bundle issuer = certificate("Issuer").buildIssuedBy(root);
        X509Bundle leaf = certificate("chat.example").buildIssuedBy(issuer);
        String first = PemFiles.certificate(leaf.getCertificate());
        String second = PemFiles.certificate(issuer.getCertificate());
        String third = PemFiles.certificate(root.getCertificate());
        assertThat(load(files.config(first + second, pkcs8(leaf), null)).chain())
                .containsExactly(leaf.getCertificate(), issuer.getCertificate());
        assertRefusal(files.config(third + second + first, pkcs8(leaf), null))
                .contains("cert.pem", "the certificate of its private key in place 3 of 3")
                .contains("the listener's certificate first", PemFiles.PREFIX + ".cert");
        assertRefusal(files.config(first + third, pkcs8(leaf), null))
                .contains("names the issuer 'CN=Issuer', and the next certificate is 'CN=Root'");
        assertRefusal(files.config(first + second + cert, pkcs8(leaf), null))
                .contains("certificate 2 of 3 'CN=Issuer'", "and no others");
    }

    @Test
    void exchanged_files_are_recognised() throws Exception {
        assertRefusal(files.config(key, cert, null))
                .contains("cert.pem", "has a private key and no certificate")
                .contains("Look whether wss.tls.key-store.pem.cert and wss.tls.key-store.pem.key");
        assertRefusal(files.config(cert, cert, null))
                .contains("key.pem", "has a certificate and no private key", "are exchanged");
        assertRefusal(inline(key, cert))
                .startsWith("The PEM text in wss.tls.key-store.pem.cert has a private key and no");
    }

    @Test
    void a_key_of_another_certificate_and_one_too_many_are_refused() throws Exception {
        X509Bundle other = certificate("other.example").buildSelfSigned();
        assertRefusal(files.config(cert, pkcs8(other), null))
                .contains("cert.pem', with the key in " + directory.resolve("key.pem") + ", has a")
                .contains("does not belong to its certificate 'CN=chat.example'")
                .contains("wss.tls.key-store.pem.cert or wss.tls.key-store.pem.key names");
        assertRefusal(files.config(cert, key + pkcs8(other), null))
                .contains("key.pem", "has 2 private keys", "Leave the one that belongs");
    }

    @Test
    void weak_keys_and_expired_certificates_are_refused_as_in_key_stores() throws Exception {
        X509Bundle expired =
                certificate("chat.example")
                        .notAfter(CLOCK.instant().minusSeconds(1))
                        .buildSelfSigned();
        assertRefusal(files.config(chain(expired), pkcs8(expired), null))
                .contains("cert.pem", "'CN=chat.example' expired on ", "Renew the certificate");
        X509Bundle foreign = certificate("chat.example").rsa2048().buildSelfSigned();
        assertRefusal(files.config(chain(foreign), key, null)).contains("does not belong to");
    }

    @Test
    void what_is_not_pem_is_recognised() throws Exception {
        Path der = directory.resolve("a.der");
        Files.write(der, server.getCertificate().getEncoded());
        Path pem = files.write("key.pem", key);
        assertRefusal(PemFiles.config(der, pem, null))
                .contains("a.der", "is binary", "openssl x509 -inform DER", ".p12.path");
        assertRefusal(files.config("nothing", key, null)).contains("is not PEM", ".pem.cert");
        assertRefusal(files.config("", key, null)).contains("cert.pem", "is empty");
        assertRefusal(PemFiles.config(directory.resolve("none"), pem, null))
                .contains("PEM file '", "none' does not exist", ".pem.cert");
        assertRefusal(files.config(cert, key.substring(0, key.length() / 2), null))
                .contains("key.pem", "is cut off");
        assertRefusal(files.config(block("CERTIFICATE REQUEST"), key, null))
                .contains("has no certificate. Its blocks: 'CERTIFICATE REQUEST'.");
        assertRefusal(files.config(block("CERTIFICATE"), key, null))
                .contains("certificate 1 of 1 is damaged");
    }

    private static String block(String label) {
        return PemFiles.block(label, new byte[] {0x30, 3, 2, 1, 0});
    }

    static Stream<String> damaged_keys_are_refused_without_a_part_of_them() {
        return Stream.of(
                block("PRIVATE KEY"),
                block("RSA PRIVATE KEY"),
                block("EC PRIVATE KEY"),
                block("DSA PRIVATE KEY"),
                PemFiles.block("RSA PRIVATE KEY", new byte[] {0x30, (byte) 0x84, 1, 1, 1, 1}),
                PemFiles.block("EC PRIVATE KEY", new byte[] {0x30}),
                "-----BEGIN PRIVATE KEY-----\n!canary!\n-----END PRIVATE KEY-----\n");
    }

    @ParameterizedTest
    @MethodSource
    void damaged_keys_are_refused_without_a_part_of_them(String damaged) throws Exception {
        assertRefusal(files.config(cert, damaged, null))
                .contains("key.pem", "cannot be understood: it is damaged, or of an algorithm");
        assertRefusal(inline(cert, damaged))
                .startsWith("The PEM text in wss.tls.key-store.pem.key has a ");
    }

    @Test
    void an_ec_key_without_its_curve_is_refused() throws Exception {
        assertRefusal(files.config(cert, PemFiles.sec1WithoutCurve(server), null))
                .contains("has a block 'EC PRIVATE KEY' that cannot be understood");
    }

    @Test
    void no_bit_that_flips_in_a_key_ends_in_anything_but_a_refusal() throws Exception {
        byte[] whole = server.getKeyPair().getPrivate().getEncoded();
        for (int bit = 0; bit < whole.length * 8; bit += 3) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefusal(inline(cert, PemFiles.block("PRIVATE KEY", damaged)))
                    .contains("wss.tls.key-store.pem.");
        }
    }

    private static TlsMaterial load(PemConfig config) throws TlsMaterialException {
        return TlsMaterialSource.load(config, CLOCK).get(0);
    }
}
