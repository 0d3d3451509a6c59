package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.config;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static io.postern.internal.tls.Refusal.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.KeyStoreType;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreFileTest {

    private static final String PATH_KEY = "wss.tls.key-store.p12.path";

    private static final String JKS_PREFIX = "wss.tls.key-store.jks";

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void name_the_file() {
        file = directory.resolve("tls.p12");
    }

    @Test
    void a_missing_file_is_named_with_its_key() {
        assertRefusal(config(file))
                .isEqualTo(
                        "Key store '%s' does not exist. Put the PKCS12 file there, or correct %s.",
                        file, PATH_KEY);
    }

    @Test
    void a_relative_path_is_shown_with_the_place_it_means() {
        assertRefusal(config(Path.of("no-such-directory/tls.p12")))
                .contains("'" + Path.of("no-such-directory/tls.p12") + "' (that is, ")
                .contains(Path.of("no-such-directory/tls.p12").toAbsolutePath().toString())
                .contains("does not exist");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_to_nowhere_is_told_from_a_missing_file() throws Exception {
        Files.createSymbolicLink(file, directory.resolve("gone.p12"));

        assertRefusal(config(file))
                .contains(file.toString(), "symbolic link to a file that does not exist", PATH_KEY);
    }

    @Test
    void a_directory_is_refused() throws Exception {
        Files.createDirectory(file);

        assertRefusal(config(file))
                .isEqualTo(
                        "Key store '%s' is a directory. Name a PKCS12 file in %s.", file, PATH_KEY);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_device_is_refused_unread() {
        assertRefusal(config(Path.of("/dev/zero"))).contains("'/dev/zero' is not a regular file");
    }

    @Test
    void a_file_that_the_user_may_not_read_names_the_user() {
        // Tests may run as root, who may read everything.
        TlsMaterialException refusal =
                new KeyStoreProblems(config(file))
                        .file(file)
                        .unreadable(new AccessDeniedException(file.toString()));

        assertThat(refusal)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("the user '" + System.getProperty("user.name") + "'")
                .hasMessageContaining("Let that user read it and no other, or correct " + PATH_KEY);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void another_failure_to_read_gives_the_reason() throws Exception {
        Files.createSymbolicLink(file, file);

        assertRefusal(config(file))
                .contains(file.toString(), "cannot be read: ", "Too many levels", PATH_KEY);
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        Files.createFile(file);

        assertRefusal(config(file)).contains(file.toString(), "is empty", PATH_KEY);
    }

    @Test
    void a_huge_file_is_refused_before_it_is_parsed() throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(MaterialFile.MAX_SIZE + 1L);
        }

        assertRefusal(config(file)).contains("larger than 16777216 bytes", PATH_KEY);
    }

    @ParameterizedTest
    @CsvSource({"JKS", "JCEKS"})
    void the_older_java_formats_are_recognised(String format) throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        new KeyStoreFiles(directory).write("tls.p12", format, entry("server", server));

        assertRefusal(config(file))
                .contains(file.toString(), "has the format " + format + ", not PKCS12")
                .contains("keytool -importkeystore -srcstoretype " + format, PATH_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bag Attributes\n    friendlyName: server\n"})
    void pem_is_recognised_also_behind_openssl_s_attributes(String before) throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        Files.writeString(file, before + server.getCertificatePEM());

        assertRefusal(config(file))
                .contains(
                        file.toString(), "is a PEM text file", "openssl pkcs12 -export", PATH_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "30", "3003020103", "3080", "30FF020103", "308400", "3003020100"})
    void bytes_that_begin_otherwise_are_no_pkcs12(String hex) throws Exception {
        Files.write(file, HexFormat.of().parseHex(hex));

        assertRefusal(config(file)).contains(file.toString(), PATH_KEY);
    }

    @Test
    void text_and_der_certificates_are_no_pkcs12() throws Exception {
        Files.write(file, "password=hunter2".getBytes(StandardCharsets.UTF_8));
        assertRefusal(config(file)).contains("is not a PKCS12 key store", PATH_KEY);

        Files.write(file, certificate("CA").buildSelfSigned().getCertificate().getEncoded());
        assertRefusal(config(file)).contains("is not a PKCS12 key store", PATH_KEY);
    }

    @Test
    void a_file_cut_off_anywhere_is_refused_and_mostly_recognised_as_such() throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        byte[] whole = Files.readAllBytes(new KeyStoreFiles(directory).write(entry("a", server)));

        for (int length = 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefusal(config(file))
                    .contains(file.toString(), PATH_KEY)
                    .contains(
                            length < 7
                                    ? "is not a PKCS12"
                                    : "cut off: it announces "
                                            + whole.length
                                            + " bytes and has "
                                            + length);
        }
    }

    @Test
    void a_jks_file_is_named_with_the_keys_that_take_it() throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        new KeyStoreFiles(directory).write("tls.p12", "JKS", entry("server", server));

        assertRefusal(config(file))
                .contains("has the format JKS, not PKCS12. Name it in " + JKS_PREFIX + ".path and");
        assertThat(TlsMaterialSource.load(jks(), KeyStoreFiles.CLOCK).get(0).certificate())
                .isEqualTo(server.getCertificate());
    }

    @Test
    void a_pkcs12_file_is_no_jks_file_although_the_jdk_opens_it_as_one() throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        new KeyStoreFiles(directory).write(entry("server", server));

        assertRefusal(jks())
                .isEqualTo(
                        "Key store '%s' has the format PKCS12, not JKS. Name it in %s and the other"
                                + " keys of that group.",
                        file, PATH_KEY);
    }

    @Test
    void what_else_a_jks_file_is_taken_for_is_recognised() throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        new KeyStoreFiles(directory).write("tls.p12", "JCEKS", entry("server", server));
        assertRefusal(jks())
                .contains("has the format JCEKS, not JKS", "key-store.other.type=JCEKS");

        Files.writeString(file, server.getCertificatePEM());
        assertRefusal(jks()).contains("is a PEM text file, not JKS", "key-store.pem.cert");

        Files.writeString(file, "nothing");
        assertRefusal(jks())
                .contains("is not a JKS key store. Name a JKS file in " + JKS_PREFIX + ".path.");
    }

    @Test
    void a_jks_file_that_is_cut_off_is_refused() throws Exception {
        X509Bundle server = certificate("localhost").buildSelfSigned();
        KeyStoreFiles files = new KeyStoreFiles(directory);
        byte[] whole = Files.readAllBytes(files.write("tls.p12", "JKS", entry("a", server)));
        for (int length = 4; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefusal(jks()).contains(file.toString(), JKS_PREFIX);
        }
    }

    private KeyStoreConfig jks() {
        return config(KeyStoreType.JKS, file, JKS_PREFIX);
    }
}
