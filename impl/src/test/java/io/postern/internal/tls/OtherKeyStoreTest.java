package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.CLOCK;
import static io.postern.internal.tls.KeyStoreFiles.STORE_PASSWORD;
import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static io.postern.internal.tls.Refusal.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeyEntry;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.KeyStoreType;
import io.postern.internal.config.Secret;
import io.postern.internal.config.TlsProvider;
import java.nio.file.Path;
import java.security.Security;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherKeyStoreTest {

    private static final String PREFIX = "wss.tls.key-store.other";

    @TempDir Path directory;
    private X509Bundle server;

    @BeforeEach
    void plug_the_token_in() throws Exception {
        server = certificate("chat.example").buildSelfSigned();
        Security.addProvider(new TokenProvider(server, STORE_PASSWORD));
    }

    @AfterEach
    void pull_the_token_out() {
        Security.removeProvider(TokenProvider.NAME);
    }

    @ParameterizedTest
    @CsvSource({"JDK, TLSv1.3", "JDK, TLSv1.2", "OPENSSL, TLSv1.3", "OPENSSL, TLSv1.2"})
    void a_key_that_never_leaves_its_token_serves(TlsProvider engine, String protocol)
            throws Exception {
        TlsMaterial material = TlsMaterialSource.load(token(), CLOCK).get(0);
        assertThat(material.source()).isEqualTo("key store POSTERN-TOKEN, alias slot-0");

        Handshake.succeeds(engine, protocol, material);
    }

    @Test
    void a_wrong_pin_or_none_names_the_store_and_the_key() {
        assertRefusal(config(TokenProvider.TYPE, null, "canary-that-is-wrong"))
                .isEqualTo(
                        "Key store of type 'POSTERN-TOKEN' cannot be opened: the password is wrong."
                                + " Correct wss.tls.key-store.other.password.");
        assertRefusal(config(TokenProvider.TYPE, null, null))
                .isEqualTo(
                        "Key store of type 'POSTERN-TOKEN' cannot be opened without a password."
                                + " Set wss.tls.key-store.other.password.");
    }

    @Test
    void an_unknown_type_lists_those_installed() {
        assertRefusal(config("PKCS-Eleven", null, null))
                .startsWith("The key store type 'PKCS-Eleven' is not known here. Types: ")
                .contains("'JKS'", "'PKCS12'", "'POSTERN-TOKEN'", "Correct " + PREFIX + ".type");
        assertRefusal(config("PKCS12", TokenProvider.NAME, null))
                .isEqualTo(
                        "The key store type 'PKCS12' of 'PosternToken' is not known here. Types of"
                                + " 'PosternToken': 'POSTERN-TOKEN'. Correct"
                                + " wss.tls.key-store.other.type, or add the security provider that"
                                + " has this type to the Java runtime.");
    }

    @Test
    void an_unknown_provider_lists_those_installed() {
        assertRefusal(config("PKCS12", "SunJSEE", null))
                .startsWith("The security provider 'SunJSEE' is not installed here. Installed: ")
                .contains("'SunJSSE'", "'PosternToken'", "Correct " + PREFIX + ".provider");
    }

    @Test
    void a_file_of_any_type_is_opened_and_checked() throws Exception {
        Path file = new KeyStoreFiles(directory).write("a.jceks", "JCEKS", entry("a", server));
        KeyStoreType type = new KeyStoreType("jceks", Optional.of("SunJCE"));
        assertThat(
                        TlsMaterialSource.load(KeyStoreFiles.config(type, file, PREFIX), CLOCK)
                                .get(0)
                                .source())
                .isEqualTo(file + ", alias a");
        assertRefusal(KeyStoreFiles.config(type, directory.resolve("none"), PREFIX))
                .contains("none' does not exist", PREFIX + ".path");
    }

    @Test
    void a_file_without_its_path_says_that_it_has_nothing() {
        assertRefusal(config("PKCS12", null, STORE_PASSWORD))
                .contains("Key store of type 'PKCS12' has no private key. Its entries: none.")
                .contains("a store that is a file needs " + PREFIX + ".path");
    }

    private static KeyStoreConfig token() {
        return config(TokenProvider.TYPE, TokenProvider.NAME, STORE_PASSWORD);
    }

    private static KeyStoreConfig config(String type, String provider, String password) {
        return new KeyStoreConfig(
                new KeyStoreType(type, Optional.ofNullable(provider)),
                Optional.empty(),
                Optional.ofNullable(password).map(Secret::of),
                KeyEntry.ONLY,
                PREFIX);
    }
}
