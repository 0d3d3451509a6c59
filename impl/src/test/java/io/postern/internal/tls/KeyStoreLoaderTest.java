package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.CLOCK;
import static io.postern.internal.tls.KeyStoreFiles.ENTRY_PASSWORD;
import static io.postern.internal.tls.KeyStoreFiles.STORE_PASSWORD;
import static io.postern.internal.tls.KeyStoreFiles.WRONG_PASSWORD;
import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.config;
import static io.postern.internal.tls.KeyStoreFiles.configWithAlias;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static io.postern.internal.tls.Refusal.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.tls.KeyStoreFiles.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyStoreLoaderTest {

    private static final String KEY = "wss.tls.key-store.p12.";

    @TempDir Path directory;
    private KeyStoreFiles files;
    private X509Bundle server;

    @BeforeEach
    void make_a_certificate() throws Exception {
        files = new KeyStoreFiles(directory);
        server = certificate("chat.example").buildSelfSigned();
    }

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "ecp256", "ecp384", "ed25519", "ed448"})
    void keys_of_every_usable_kind_are_loaded(Algorithm algorithm) throws Exception {
        X509Bundle bundle = certificate("chat.example").algorithm(algorithm).buildSelfSigned();
        Path file = files.write(entry("server", bundle));

        TlsMaterial material = KeyStoreLoader.load(config(file), CLOCK);

        assertThat(material.key()).isEqualTo(bundle.getKeyPair().getPrivate());
        assertThat(material.chain()).containsExactly(bundle.getCertificate());
        assertThat(material.source()).isEqualTo(file + ", alias server");
        assertThat(material.development()).isEmpty();
    }

    @Test
    void the_chain_begins_with_the_listener_s_certificate() throws Exception {
        X509Bundle root = certificate("Root").buildSelfSigned();
        X509Bundle issuer = certificate("Issuer").buildIssuedBy(root);
        X509Bundle leaf = certificate("chat.example").buildIssuedBy(issuer);
        Path file = files.write(entry("server", leaf));

        assertThat(KeyStoreLoader.load(config(file), CLOCK).chain())
                .containsExactly(
                        leaf.getCertificate(), issuer.getCertificate(), root.getCertificate());
    }

    @Test
    void the_file_is_read_anew_each_time() throws Exception {
        Path file = files.write(entry("server", server));
        KeyStoreLoader.load(config(file), CLOCK);
        X509Bundle renewed = certificate("renewed.example").buildSelfSigned();
        files.write(entry("server", renewed));

        assertThat(KeyStoreLoader.load(config(file), CLOCK).certificate())
                .isEqualTo(renewed.getCertificate());
    }

    @Test
    void the_alias_chooses_among_several_keys() throws Exception {
        X509Bundle other = certificate("other.example").buildSelfSigned();
        Path file = files.write(entry("first", server), entry("second", other));

        assertThat(KeyStoreLoader.load(configWithAlias(file, "second"), CLOCK).certificate())
                .isEqualTo(other.getCertificate());
    }

    @Test
    void an_entry_with_a_password_of_its_own_is_opened_with_it() throws Exception {
        Path file = files.write(entry("server", server, ENTRY_PASSWORD));

        assertThat(
                        KeyStoreLoader.load(
                                        config(file, STORE_PASSWORD, null, ENTRY_PASSWORD), CLOCK)
                                .key())
                .isEqualTo(server.getKeyPair().getPrivate());
    }

    @Test
    void a_wrong_password_names_the_store_and_the_key() throws Exception {
        Path file = files.write(entry("server", server));

        assertRefusal(config(file, WRONG_PASSWORD, null, null))
                .isEqualTo(
                        "Key store '%s' cannot be opened: the password is wrong, or the file is"
                                + " damaged. Correct %spassword, or write the file again.",
                        file, KEY);
    }

    @Test
    void a_store_without_a_private_key_lists_what_it_has() throws Exception {
        Content trusted = store -> store.setCertificateEntry("some-ca", server.getCertificate());
        Path file = files.write(trusted);

        assertRefusal(config(file))
                .contains(file.toString(), "has no private key. Its entries: 'some-ca'.")
                .contains("in " + KEY + "path");
    }

    @Test
    void a_store_without_entries_says_so() throws Exception {
        assertRefusal(config(files.write())).contains("no private key. Its entries: none.");
    }

    @Test
    void an_absent_alias_lists_those_present() throws Exception {
        X509Bundle other = certificate("other.example").buildSelfSigned();
        Path file = files.write(entry("b", server), entry("a", other));

        assertRefusal(configWithAlias(file, "wanted\n\u202E"))
                .contains(file.toString(), "has no entry 'wanted\\u000a\\u202e'")
                .contains("Its entries: 'a', 'b'.", "Correct " + KEY + "alias.");
    }

    @Test
    void an_alias_of_a_certificate_is_no_key() throws Exception {
        Content trusted = store -> store.setCertificateEntry("ca", server.getCertificate());
        Path file = files.write(trusted, entry("server", server));

        assertRefusal(configWithAlias(file, "ca"))
                .contains(file.toString(), "entry 'ca', is not a private key")
                .contains("Private keys in it: 'server'.", "Correct " + KEY + "alias.");
    }

    @Test
    void several_keys_without_an_alias_are_listed() throws Exception {
        X509Bundle other = certificate("other.example").buildSelfSigned();
        Path file = files.write(entry("b", server), entry("a", other));

        assertRefusal(config(file))
                .contains(file.toString(), "has several private keys: 'a', 'b'.")
                .contains("Say which one with " + KEY + "alias.");
    }

    @Test
    void an_entry_that_needs_a_password_of_its_own_asks_for_it() throws Exception {
        Path file = files.write(entry("server", server, ENTRY_PASSWORD));

        assertRefusal(config(file))
                .contains(file.toString(), "entry 'server'", "with the store's password")
                .contains("Set " + KEY + "alias-password.");
    }

    @Test
    void a_wrong_password_of_an_entry_is_told_from_the_store_s() throws Exception {
        Path file = files.write(entry("server", server, ENTRY_PASSWORD));

        assertRefusal(config(file, STORE_PASSWORD, "server", WRONG_PASSWORD))
                .contains(file.toString(), "entry 'server'", "configured for the entry")
                .contains("Correct " + KEY + "alias-password");
    }

    @Test
    void a_key_without_a_certificate_is_refused() throws Exception {
        byte[] key = encrypted(server.getKeyPair().getPrivate());
        Path file = files.write(store -> store.setKeyEntry("bare", key, null));

        assertRefusal(config(file))
                .contains(file.toString(), "entry 'bare', has a private key and no certificate")
                .contains(KEY + "path");
    }

    private static byte[] encrypted(PrivateKey key) throws Exception {
        String algorithm = "PBEWithSHA1AndDESede";
        PBEKeySpec password = new PBEKeySpec(STORE_PASSWORD.toCharArray());
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(password));
        byte[] content = cipher.doFinal(key.getEncoded());
        return new EncryptedPrivateKeyInfo(cipher.getParameters(), content).getEncoded();
    }

    @Test
    void an_unfit_key_names_entry_store_key_and_cure() throws Exception {
        X509Bundle other = certificate("other.example").buildSelfSigned();
        Content mixed =
                store ->
                        store.setKeyEntry(
                                "server",
                                server.getKeyPair().getPrivate(),
                                STORE_PASSWORD.toCharArray(),
                                new Certificate[] {other.getCertificate()});
        Path file = files.write(mixed);

        assertRefusal(config(file))
                .isEqualTo(
                        "Key store '%s', entry 'server', has a private key that does not belong to"
                                + " its certificate 'CN=other.example'. Store the certificate that"
                                + " was issued for this key, and replace the file that %spath"
                                + " names.",
                        file, KEY);
    }

    @Test
    void an_unfit_chain_names_entry_store_key_and_cure() throws Exception {
        X509Bundle expired =
                certificate("chat.example")
                        .notAfter(CLOCK.instant().minusSeconds(1))
                        .buildSelfSigned();
        Path file = files.write(entry("server", expired));

        assertRefusal(config(file))
                .contains(file.toString(), "entry 'server'", "'CN=chat.example' expired on ")
                .contains("Renew the certificate, and replace the file that " + KEY + "path names");
    }

    /** The JDK's provider answers damage with checked and unchecked exceptions of many kinds. */
    @Test
    void damaged_files_never_end_in_anything_but_a_refusal() throws Exception {
        byte[] whole = Files.readAllBytes(files.write(entry("server", server)));
        Random random = new Random(20300517);
        Path file = directory.resolve("damaged.p12");
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertRefusedOrIntact(file);
        }
    }

    private void assertRefusedOrIntact(Path file) {
        try {
            // A flipped bit in an unused attribute may do no harm.
            TlsMaterial material = KeyStoreLoader.load(config(file), CLOCK);
            assertThat(material.certificate()).isEqualTo(server.getCertificate());
        } catch (TlsMaterialException e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining(KEY);
        }
    }

    @Test
    void the_public_door_leads_to_the_key_store() throws Exception {
        Path file = files.write(entry("server", server));

        assertThat(TlsMaterialSource.load(config(file), CLOCK).get(0).certificate())
                .isEqualTo(server.getCertificate());
        assertThatThrownBy(
                        () ->
                                TlsMaterialSource.load(config(directory.resolve("none.p12")), CLOCK)
                                        .get(0))
                .isInstanceOf(TlsMaterialException.class);
    }
}
